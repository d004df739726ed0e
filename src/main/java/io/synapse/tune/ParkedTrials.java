package io.synapse.tune;

import io.synapse.run.Decision;
import io.synapse.run.RunEvent;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import java.time.Clock;
import java.util.List;

/**
 * Paused trials that have no checkpoint to continue from: their plugins wait in their workers for
 * the answer to a report, beside the trials that have the slots.
 */
final class ParkedTrials {

  private final TunerState state;
  private final Clock clock;
  private final int most;

  ParkedTrials(TunerState state, Clock clock, int most) {
    this.state = state;
    this.clock = clock;
    this.most = most;
  }

  /** Whether a trial that is to pause would lose what it has done, and there is room for it. */
  boolean takes(Trial trial) {
    return !isSaved(trial) && parked().size() < most;
  }

  private static boolean isSaved(Trial trial) {
    return trial
        .lastCheckpoint()
        .map(SavedCheckpoint::trainingIteration)
        .filter(saved -> saved == trial.trainingIteration())
        .isPresent();
  }

  /** Whether a paused trial waits in its worker. */
  boolean has(Trial trial) {
    RunningAttempt attempt = state.attempt(trial);
    return attempt != null && attempt.isParked();
  }

  /** The trial, which has just reported, waits. */
  void park(Trial trial, String reason) {
    state.attempt(trial).park(clock.instant());
    state.history().pause(trial);
    state.note(new RunEvent.AttemptParked(trial.id(), reason));
  }

  /** It has a slot again. */
  void proceed(Trial trial, String reason) {
    unpark(trial, reason);
    state.commands().add(executor -> executor.answer(trial.id(), Decision.proceed()));
  }

  /** Its plugin is asked to end, and what it reported counts. */
  void end(Trial trial, RunningAttempt.AttemptEnding why) {
    unpark(trial, why.reason());
    state.attempt(trial).end(why);
    state.commands().add(executor -> executor.answer(trial.id(), new Decision.Stop(why.reason())));
  }

  /**
   * No attempt is to start any more.
   *
   * @param why the run ends; when it is interrupted, what is parked stays paused
   */
  void close(RunningAttempt.AttemptEnding why) {
    for (Trial trial : parked()) {
      if (why instanceof RunningAttempt.AttemptEnding.Interrupt) {
        state.attempt(trial).end(new RunningAttempt.AttemptEnding.Pause(why.reason()));
        state
            .commands()
            .add(executor -> executor.answer(trial.id(), new Decision.Pause(why.reason())));
      } else {
        end(trial, why);
      }
    }
  }

  private void unpark(Trial trial, String reason) {
    state.attempt(trial).unpark(clock.instant());
    state.history().unpause(trial);
    state.note(new RunEvent.AttemptUnparked(trial.id(), reason));
  }

  private List<Trial> parked() {
    return state.underWay().stream().filter(this::has).toList();
  }
}
