package io.synapse.cli;

import io.synapse.problem.OperationFailedException;
import io.synapse.tune.RecordedEvent;
import io.synapse.tune.RunEvent;
import io.synapse.tune.RunListener;
import java.nio.file.Path;
import java.util.Optional;

/** Knows which run this process has begun, for when it is ended suddenly. Any thread may ask. */
final class BegunRun implements RunListener {

  private final Path store;
  private volatile String runId;

  /**
   * No run yet.
   *
   * @param store the store's folder, absolute
   */
  BegunRun(Path store) {
    this.store = store;
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.RunStarted started) {
      runId = started.runId();
    }
  }

  /**
   * What to add to a message about the end: how to go on, once there is something to go on with.
   */
  String resumeHint() {
    return Optional.ofNullable(runId)
        .map(id -> "; go on with: " + ResumeCommand.of(id, store))
        .orElse("");
  }

  /** The same failure with how to go on once its cause is mended, when there is something. */
  OperationFailedException withResumeHint(OperationFailedException failure) {
    return runId == null
        ? failure
        : new OperationFailedException(
            failure.getMessage() + "; then go on with: " + ResumeCommand.of(runId, store), failure);
  }
}
