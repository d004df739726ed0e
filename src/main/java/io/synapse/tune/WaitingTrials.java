package io.synapse.tune;

import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Trials that are not over and have no slot: those that are to start again, and paused ones. */
final class WaitingTrials {

  /** A trial that waits for a slot of its own accord: a retry, or what follows an exploit. */
  record Restart(Trial trial, Config config, AttemptCause cause, Optional<SavedCheckpoint> from) {}

  private final TunerState state;
  private final ParkedTrials parked;
  private final TrialConclusion conclusion;
  private final Queue<Restart> restarts = new ArrayDeque<>();

  WaitingTrials(TunerState state, ParkedTrials parked, Optional<Objective> objective) {
    this.state = state;
    this.parked = parked;
    this.conclusion = new TrialConclusion(objective);
  }

  void restart(Restart restart) {
    restarts.add(restart);
  }

  Optional<Restart> nextRestart() {
    return Optional.ofNullable(restarts.poll());
  }

  /** None of them will have another attempt: each ends as it stands. */
  void endAll(RunningAttempt.AttemptEnding why) {
    for (Restart waiting = restarts.poll(); waiting != null; waiting = restarts.poll()) {
      boolean hasFailed = waiting.cause() == AttemptCause.RETRY;
      end(waiting.trial(), hasFailed, why);
    }
    endPaused(why);
  }

  /** Ends every paused trial. */
  void endPaused(RunningAttempt.AttemptEnding why) {
    parked.close(why);
    state.history().trials().stream()
        .filter(trial -> trial.status() == TrialStatus.PAUSED)
        .toList()
        .forEach(trial -> endPaused(trial, why));
  }

  /**
   * Ends a paused trial with what it has achieved; one that has nothing to show yet stays paused.
   */
  void endPaused(Trial trial, RunningAttempt.AttemptEnding why) {
    if (parked.has(trial)) {
      parked.end(trial, why);
    } else {
      end(trial, false, why);
    }
  }

  private void end(Trial trial, boolean hasFailed, RunningAttempt.AttemptEnding why) {
    conclusion
        .ofWaiting(trial, hasFailed, why.reason())
        .ifPresent(ended -> state.end(trial, ended));
  }
}
