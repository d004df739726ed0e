package io.synapse.execute.pool;

import io.synapse.protocol.WorkerMessage;
import io.synapse.run.TrialEvent;
import java.util.Optional;

/**
 * Makes events of what a worker says, and notices when it should serve no other attempt. Used by
 * the one thread that reads.
 */
public final class AttemptReader {

  private static final String OUT_OF_MEMORY = "OutOfMemoryError";

  private final String memoryHint;
  private boolean reusable = true;

  /**
   * A reader for one worker.
   *
   * @param memoryHint what to do about memory that is too little, for a person
   */
  public AttemptReader(String memoryHint) {
    this.memoryHint = memoryHint;
  }

  /**
   * The event that a message carries.
   *
   * @param current what the worker is at
   * @return empty when it is not about that
   */
  public Optional<TrialEvent.OfAttempt> event(
      WorkerMessage.AttemptMessage message, Optional<WorkerAttempt> current) {
    return current
        .filter(attempt -> attempt.is(message.trialId(), message.attempt()))
        .map(attempt -> event(message));
  }

  private TrialEvent.OfAttempt event(WorkerMessage.AttemptMessage message) {
    if (message instanceof WorkerMessage.ThreadsLeft left) {
      reusable = false;
      return note(left);
    }
    TrialEvent.OfAttempt event = ((WorkerMessage.Event) message).event();
    if (event instanceof TrialEvent.Failed failed && failed.message().startsWith(OUT_OF_MEMORY)) {
      reusable = false;
      String hint = failed.message() + "; " + memoryHint;
      return new TrialEvent.Failed(event.trialId(), event.attempt(), hint, failed.trace());
    }
    return event;
  }

  private static TrialEvent.Noted note(WorkerMessage.ThreadsLeft left) {
    return new TrialEvent.Noted(
        left.trialId(),
        left.attempt(),
        "left %d %s running (%s); its worker is replaced"
            .formatted(
                left.count(),
                left.count() == 1 ? "thread" : "threads",
                String.join(", ", left.names())));
  }

  /** Whether the worker is fit for another attempt. */
  public boolean isReusable() {
    return reusable;
  }

  /** Whether an event ends its attempt. */
  public static boolean isEnd(TrialEvent event) {
    return event instanceof TrialEvent.Finished
        || event instanceof TrialEvent.Stopped
        || event instanceof TrialEvent.Failed
        || event instanceof TrialEvent.Lost;
  }
}
