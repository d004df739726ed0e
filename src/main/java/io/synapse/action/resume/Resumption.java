package io.synapse.action.resume;

import io.synapse.action.prepare.Preparation;
import io.synapse.run.ReplayedRun;
import io.synapse.store.run.StoredRun;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run that is to go on, with everything checked but the content of its data set. Whoever prepared
 * it closes it.
 *
 * @param run the run as the registry has it
 * @param preparation its job
 * @param replayed what it had come to
 * @param changes fields of the job that are changed, for its record
 * @param moved what lies elsewhere now, likewise; a move alone is nothing to go on for
 * @param wish what the user asks for
 */
public record Resumption(
    StoredRun run,
    Preparation preparation,
    ReplayedRun replayed,
    Map<String, String> changes,
    Map<String, String> moved,
    ResumeWish wish)
    implements AutoCloseable {

  /**
   * What a user asks for.
   *
   * @param run the run's id, the start of one, or {@code last}
   * @param force whether a changed job, plugin or data set is accepted
   * @param retriesFailed whether failed trials get another attempt
   */
  public record ResumeWish(String run, boolean force, boolean retriesFailed) {}

  /** Whether there is anything left to do. */
  public boolean goesOn() {
    boolean retries = wish.retriesFailed() && replayed.hasFailedTrials();
    return replayed.metadata().finished().isEmpty() || !changes.isEmpty() || retries;
  }

  /** Everything that is not as it was: field of the job to {@code before -> now}. */
  public Map<String, String> differences() {
    Map<String, String> all = new LinkedHashMap<>(changes);
    all.putAll(moved);
    return all;
  }

  /** The same, when what lies elsewhere under a field is something else too. */
  Resumption withOther(String field) {
    Map<String, String> all = new LinkedHashMap<>(changes);
    all.put(field, moved.get(field));
    return new Resumption(run, preparation, replayed, all, moved, wish);
  }

  @Override
  public void close() {
    preparation.close();
  }
}
