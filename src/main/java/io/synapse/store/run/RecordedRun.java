package io.synapse.store.run;

import io.synapse.run.RunFolder;
import io.synapse.run.RunRecord;
import io.synapse.run.RunStatus;

/**
 * A stored run with what its journal says.
 *
 * @param row its row in the registry
 * @param status where it really stands
 * @param folder where its files are
 * @param record what its journal says
 */
public record RecordedRun(StoredRun row, RunStatus status, RunFolder folder, RunRecord record) {}
