package io.synapse.tune;

import io.synapse.run.RunEvent;
import io.synapse.run.Trial;
import io.synapse.tune.RunningAttempt.AttemptEnding;
import java.util.List;

/**
 * Ends a run before its trials have: no further attempt starts, and running ones are asked to end.
 */
final class RunShutdown {

  private final TunerState state;
  private final ParkedTrials parked;
  private final WaitingTrials waiting;

  RunShutdown(TunerState state, ParkedTrials parked, WaitingTrials waiting) {
    this.state = state;
    this.parked = parked;
    this.waiting = waiting;
  }

  /**
   * Ends the run.
   *
   * @param how what the run's result says
   * @param message what a person should know of it
   * @param why what becomes of the running attempts
   */
  void begin(RunEvent.Ending how, String message, AttemptEnding why) {
    state.conclude(how, message);
    state.close(why);
    List<Trial> running = state.history().running();
    if (why instanceof AttemptEnding.Interrupt) {
      parked.close(why);
    }
    endIdleTrials();
    running.forEach(trial -> state.stop(trial, why));
  }

  /** Trials without a slot get none any more when the run ends; interrupted ones keep theirs. */
  void endIdleTrials() {
    state
        .closing()
        .filter(why -> !(why instanceof AttemptEnding.Interrupt))
        .ifPresent(waiting::endAll);
  }
}
