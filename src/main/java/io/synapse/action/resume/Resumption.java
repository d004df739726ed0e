package io.synapse.action.resume;

import io.synapse.action.prepare.Preparation;
import io.synapse.run.ReplayedRun;
import io.synapse.store.run.StoredRun;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run that is to be resumed, with everything checked but the content of its data set. The one
 * that prepared it closes it.
 *
 * @param run the run as the registry has it
 * @param preparation its job
 * @param replayed the state of the run when its process ended
 * @param changes fields of the job that are changed, for its record
 * @param moved what has moved, likewise; a move alone is no reason to resume
 * @param request what the user requests
 */
public record Resumption(
    StoredRun run,
    Preparation preparation,
    ReplayedRun replayed,
    Map<String, String> changes,
    Map<String, String> moved,
    ResumeRequest request)
    implements AutoCloseable {

  /**
   * What a user asks for.
   *
   * @param run the run's id, the start of one, or {@code last}
   * @param force whether a changed job, plugin or data set is accepted
   * @param retriesFailed whether failed trials get another attempt
   */
  public record ResumeRequest(String run, boolean force, boolean retriesFailed) {}

  /** Whether there is anything left to do. */
  public boolean hasWork() {
    boolean retries = request.retriesFailed() && replayed.hasFailedTrials();
    return replayed.metadata().finished().isEmpty() || !changes.isEmpty() || retries;
  }

  /** Everything that is not as it was: field of the job to {@code before -> now}. */
  public Map<String, String> differences() {
    Map<String, String> all = new LinkedHashMap<>(changes);
    all.putAll(moved);
    return all;
  }

  /** The same, when what a field names is not only elsewhere but something else. */
  Resumption withOther(String field) {
    Map<String, String> all = new LinkedHashMap<>(changes);
    all.put(field, moved.get(field));
    return new Resumption(run, preparation, replayed, all, moved, request);
  }

  @Override
  public void close() {
    preparation.close();
  }
}
