package io.synapse.tune;

import io.synapse.run.Decision;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import java.util.List;
import java.util.Optional;

/**
 * Goes on with what an earlier process of the run left undone: an attempt that was to end has
 * ended, every other trial that was not over gets another attempt from its last checkpoint.
 */
final class RunResumer {

  private static final String REASON = "its process ended";

  private final ReplayedRun replayed;
  private final TunerState state;
  private final WaitingTrials waiting;
  private final TrialEventHandler handler;

  RunResumer(ReplayedRun replayed, TunerContext context, TrialEventHandler handler) {
    this.replayed = replayed;
    this.state = context.state();
    this.waiting = context.waiting();
    this.handler = handler;
  }

  void begin() {
    if (replayed.retriesFailed()) {
      state.history().forgiveFailures();
    }
    // A copy: what is done here changes the lists.
    for (Trial trial : List.copyOf(state.history().trials())) {
      switch (trial.status()) {
        case RUNNING -> endRunning(trial);
        case PENDING -> restart(trial, causeOf(trial));
        case PAUSED -> carryOut(trial);
        case ERROR -> retry(trial);
        case TERMINATED -> {}
      }
    }
  }

  private void endRunning(Trial trial) {
    state.keepExisting(trial);
    RunningAttempt attempt = state.adopt(trial);
    Optional<Decision> last = Optional.ofNullable(replayed.lastDecisions().get(trial.id()));
    Optional<RunningAttempt.AttemptEnding> ending = last.flatMap(RunningAttempt.AttemptEnding::of);
    if (ending.isPresent()) {
      attempt.end(ending.get());
      last.ifPresent(decision -> lend(decision, trial));
      handler.endAsAsked(trial, attempt);
    } else {
      state.yieldSlot(trial, AttemptEndCause.INTERRUPTED, REASON);
      restart(trial, AttemptCause.RESUME_RUN);
    }
  }

  private AttemptCause causeOf(Trial trial) {
    if (trial.attempt() == 0) {
      return AttemptCause.FIRST;
    }
    AttemptEndCause lastEnd = replayed.lastEnds().get(trial.id());
    if (lastEnd == AttemptEndCause.FAILED) {
      return AttemptCause.RETRY;
    }
    return lastEnd == AttemptEndCause.LOST ? AttemptCause.PLACE_LOST : AttemptCause.RESUME_RUN;
  }

  private void restart(Trial trial, AttemptCause cause) {
    state.keepExisting(trial);
    waiting.restart(
        new WaitingTrials.Restart(trial, trial.config(), cause, trial.lastCheckpoint()));
  }

  private void retry(Trial trial) {
    if (replayed.retriesFailed()) {
      restart(trial, AttemptCause.RETRY);
    }
  }

  /** What was decided about a paused trial; one that merely waits is the scheduler's to resume. */
  private void carryOut(Trial trial) {
    Decision last = replayed.lastDecisions().get(trial.id());
    if (last instanceof Decision.Continue) {
      restart(trial, AttemptCause.RESUME_PAUSED);
    } else if (last instanceof Decision.Stop stop) {
      waiting.endPaused(trial, new RunningAttempt.AttemptEnding.Stop(stop.reason()));
    } else if (last instanceof Decision.Exploit exploit) {
      lend(exploit, trial);
      Optional<SavedCheckpoint> from = Optional.of(exploit.checkpoint());
      waiting.restart(
          new WaitingTrials.Restart(trial, exploit.config(), AttemptCause.EXPLOIT, from));
    }
  }

  /** Until it has started, its source may save a later checkpoint. */
  private void lend(Decision decision, Trial trial) {
    if (decision instanceof Decision.Exploit exploit) {
      state.checkpoints().lend(exploit.checkpoint(), trial);
    }
  }
}
