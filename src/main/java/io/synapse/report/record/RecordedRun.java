package io.synapse.report.record;

import io.synapse.files.JsonFields;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.run.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as its row and its journal tell of it.
 *
 * @param row its row in the registry
 * @param status where it really stands
 * @param folder where its files are
 * @param facts the journal's first event: job, options, plugin, seed, versions; empty for a run
 *     that never got that far
 * @param dataset id, name, path and fingerprint of what was read; empty before that
 * @param trials every trial in the order in which they were suggested
 * @param moments what happened to the run itself, in its order
 * @param best the trial that was chosen at the end
 * @param trouble why this is not everything; empty when it is
 */
public record RecordedRun(
    StoredRun row,
    RunStatus status,
    RunFolder folder,
    Map<String, Object> facts,
    Map<String, Object> dataset,
    List<RecordedTrial> trials,
    List<RunMoment> moments,
    Optional<String> best,
    Optional<String> trouble) {

  /** The job as it was run; empty when it is not known. */
  public Map<String, Object> job() {
    return JsonFields.object(facts, "job");
  }

  /** An object in the job's {@code params}; empty when it is not there. */
  public Map<String, Object> params() {
    return JsonFields.object(job(), "params");
  }
}
