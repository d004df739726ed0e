package io.synapse.execute.pool;

import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import java.util.Optional;

/**
 * A worker, wherever it runs, that serves one attempt after another. It notifies its {@link
 * WorkerOwner} what happens. No call but {@link #awaitEnd} waits, and all may come from any thread.
 */
public interface PooledWorker {

  /** Starts it with its first attempt. */
  void start(TrialStart first);

  /** Gives it an attempt; it must have none. */
  void begin(TrialStart start);

  /** Answers a report of the current attempt. */
  void answer(Decision decision);

  /** Asks the current attempt to end. */
  void stop(String reason);

  /** Asks it to end in good order. */
  void exit();

  /**
   * Takes its attempt back if that does not run yet, because the worker waits for a place; the
   * worker then ends. Called by its pool with the pool's lock held.
   */
  default Optional<TrialStart> withdraw() {
    return Optional.empty();
  }

  /** The attempt at work. */
  Optional<WorkerAttempt> current();

  /**
   * Ends it, and whatever its plugin started, at once.
   *
   * @param reason what becomes the error of an attempt that is cut short
   */
  void kill(String reason);

  /** Ends it at once if it is still at a certain attempt. */
  default void kill(WorkerAttempt attempt, String reason) {
    if (current().filter(attempt::equals).isPresent()) {
      kill(reason);
    }
  }

  /** Waits for its end. */
  boolean awaitEnd(long milliseconds) throws InterruptedException;

  /** Who is notified of what a worker does; called on the worker's own thread. */
  public interface WorkerOwner {

    /** Something happened to the worker's attempt. */
    void publish(TrialEvent event);

    /**
     * Its attempt has ended; the event follows.
     *
     * @param reusable whether it is fit for another
     */
    void onFree(PooledWorker worker, boolean reusable);

    /** It is no more, and nothing that its plugin started; a lost attempt's failure follows. */
    void onEnd(PooledWorker worker);
  }
}
