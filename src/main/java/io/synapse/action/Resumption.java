package io.synapse.action;

import io.synapse.store.StoredRun;
import io.synapse.tune.ReplayedRun;
import java.util.Map;

/**
 * A run that is to go on, with everything checked but the content of its data set. Whoever prepared
 * it closes it.
 *
 * @param run the run as the registry has it
 * @param preparation its job
 * @param replayed what it had come to
 * @param changes fields of the job that are changed, for its record
 * @param wish what the user asks for
 */
public record Resumption(
    StoredRun run,
    Preparation preparation,
    ReplayedRun replayed,
    Map<String, String> changes,
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
    return replayed.facts().finished().isEmpty() || !changes.isEmpty() || retries;
  }

  @Override
  public void close() {
    preparation.close();
  }
}
