package io.synapse.execute;

import io.synapse.run.Decision;

/**
 * Runs attempts of trials. Whatever happens to them is put into the {@link EventQueue} that the
 * executor was made with, in the order in which it happened to each attempt. Every started attempt
 * ends with exactly one {@code Finished}, {@code Stopped}, {@code Failed} or {@code Lost}.
 *
 * <p>Called on the tuner's thread; no call waits for a plugin but {@link #close()}.
 */
public interface TrialExecutor extends AutoCloseable {

  /**
   * Starts an attempt. The caller has made sure that there is a slot for it, as far as it has been
   * reported: one whose machine has gone meanwhile waits for another or is {@code Lost}.
   */
  void start(TrialStart start);

  /**
   * Whether attempts wait for a place after they were started, until they are reported as {@code
   * Placed}; else they run at once. The same for all of a run's.
   */
  default boolean placesLater() {
    return false;
  }

  /**
   * Answers the oldest report of an attempt that has no decision yet. On {@code Continue} the
   * plugin continues; on any other decision the attempt is ending: every call on its run throws,
   * and the executor gives it {@code stop_grace_s} seconds to end.
   */
  void answer(String trialId, Decision decision);

  /**
   * Asks an attempt to end at its next call on the run, outside a report's decision. Does nothing
   * for a trial that is not running.
   *
   * @param reason for a person; the message of the exception that the plugin sees
   */
  void requestStop(String trialId, String reason);

  /** Ends every attempt still running and gives back everything held. */
  @Override
  void close();
}
