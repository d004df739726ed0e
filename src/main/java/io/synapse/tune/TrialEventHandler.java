package io.synapse.tune;

import io.synapse.run.Decision;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.ReportRule;
import io.synapse.space.Objective;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What each event of a trial leads to. */
final class TrialEventHandler {

  private static final String ITERATION = "training_iteration";

  private final TunerSettings settings;
  private final TunerParts parts;
  private final TunerState state;
  private final ParkedTrials parked;
  private final WaitingTrials waiting;
  private final RunShutdown shutdown;
  private final Deadlines deadlines;
  private final SeededGenerators generators;
  private final StopRules stopRules;
  private final ReportRule reportRule;
  private final TrialConclusion conclusion;
  private final AttemptLogger logged;

  TrialEventHandler(TunerContext context) {
    this.settings = context.settings();
    this.parts = context.parts();
    this.state = context.state();
    this.parked = context.parked();
    this.waiting = context.waiting();
    this.shutdown = context.shutdown();
    this.deadlines = context.deadlines();
    this.generators = context.generators();
    this.conclusion = new TrialConclusion(context.settings().objective());
    this.logged = new AttemptLogger(settings, state.log());
    this.reportRule = new ReportRule(settings.plan().timeAttribute(), settings.objective());
    this.stopRules = new StopRules(settings.limits().stop(), settings.objective());
  }

  void handle(TrialEvent event) {
    if (event instanceof TrialEvent.Interrupted interrupted) {
      shutdown.begin(
          RunEvent.Ending.INTERRUPTED,
          interrupted.reason(),
          new RunningAttempt.AttemptEnding.Interrupt(interrupted.reason()));
    } else if (event instanceof TrialEvent.SlotsChanged changed) {
      onSlotsChanged(changed);
    } else if (event instanceof TrialEvent.OfAttempt ofAttempt) {
      // An event of an attempt that was given up is old news.
      state
          .attempt(ofAttempt.trialId(), ofAttempt.attempt())
          .ifPresent(attempt -> handle(ofAttempt, attempt));
    }
  }

  private void onSlotsChanged(TrialEvent.SlotsChanged changed) {
    if (state.slots().change(changed)) {
      state.log().add(changed);
    }
  }

  private void handle(TrialEvent.OfAttempt event, RunningAttempt attempt) {
    Trial trial = state.history().trial(event.trialId());
    if (event instanceof TrialEvent.Noted noted) {
      state.remark(trial, noted.text());
    } else if (event instanceof TrialEvent.Reported reported) {
      onReport(trial, attempt, reported);
    } else if (event instanceof TrialEvent.Finished finished) {
      onFinished(trial, attempt, finished);
    } else if (event instanceof TrialEvent.Stopped stopped) {
      onStopped(trial, attempt, AttemptResult.ofStopped(stopped.model(), trial.metrics(), attempt));
    } else if (event instanceof TrialEvent.Failed failed) {
      onFailed(trial, attempt, failed);
    } else if (event instanceof TrialEvent.Lost lost) {
      onLost(trial, attempt, lost);
    } else {
      if (event instanceof TrialEvent.Placed) {
        deadlines.placed(trial, attempt);
      }
      logged.add(event, attempt);
    }
  }

  private void onReport(Trial trial, RunningAttempt attempt, TrialEvent.Reported reported) {
    Map<String, Object> metrics = new LinkedHashMap<>(reported.metrics());
    metrics.put(ITERATION, trial.trainingIteration() + 1);
    Optional<SavedCheckpoint> kept = state.report(trial, metrics, reported.checkpoint());
    Decision decision = decide(trial, attempt);
    state.history().decide(trial, decision);
    state.note(
        new RunEvent.TrialReported(trial.id(), metrics, trial.trainingIteration(), kept, decision));
    boolean mayPark = !attempt.isEnding() && parked.takes(trial);
    if (decision instanceof Decision.Pause pause && mayPark) {
      parked.park(trial, pause.reason());
    } else {
      carryOut(decision, trial, attempt);
    }
  }

  private void carryOut(Decision decision, Trial trial, RunningAttempt attempt) {
    RunningAttempt.AttemptEnding.of(decision).ifPresent(attempt::decide);
    if (decision instanceof Decision.Exploit exploit) {
      state.checkpoints().lend(exploit.checkpoint(), trial);
    }
    // An interrupted one ends though it would have continued.
    Decision answer =
        decision instanceof Decision.Continue && attempt.isInterrupted()
            ? new Decision.Stop(attempt.ending().orElseThrow().reason())
            : decision;
    state.commands().add(executor -> executor.answer(trial.id(), answer));
  }

  private Decision decide(Trial trial, RunningAttempt attempt) {
    reportRule
        .problem(trial.metrics())
        .map(RunningAttempt.AttemptEnding.Failure::new)
        .ifPresent(attempt::end);
    if (attempt.isEnding() && !attempt.isInterrupted()) {
      return new Decision.Stop(attempt.ending().orElseThrow().reason());
    }
    Optional<String> rule = stopRules.reasonToStop(trial.metrics());
    if (rule.isPresent()) {
      return new Decision.Stop(rule.get());
    }
    return parts
        .scheduler()
        .onReport(
            trial,
            state.history(),
            generators.forDecision(trial.spec().number(), trial.trainingIteration()));
  }

  private void onFinished(Trial trial, RunningAttempt attempt, TrialEvent.Finished finished) {
    AttemptResult outcome =
        AttemptResult.ofFinished(
            finished, settings.objective().map(Objective::metric), trial.metrics(), attempt);
    boolean completed =
        attempt.ending().isEmpty()
            || attempt.ending().get() instanceof RunningAttempt.AttemptEnding.Interrupt;
    if (completed) {
      conclude(trial, outcome, "");
    } else {
      onStopped(trial, attempt, outcome);
    }
  }

  /** The attempt ended, with whatever it had by then, because it was asked to. */
  private void onStopped(Trial trial, RunningAttempt attempt, AttemptResult outcome) {
    RunningAttempt.AttemptEnding ending =
        attempt.ending().orElse(new RunningAttempt.AttemptEnding.Stop("the plugin ended itself"));
    if (ending instanceof RunningAttempt.AttemptEnding.Stop stop) {
      endStopped(trial, outcome, stop.reason());
    } else if (ending instanceof RunningAttempt.AttemptEnding.Failure failure) {
      fail(trial, outcome, failure.reason(), failure.reason());
    } else if (ending instanceof RunningAttempt.AttemptEnding.Pause pause) {
      state.yieldSlot(trial, AttemptEndCause.PAUSED, pause.reason());
      shutdown.endIdleTrials();
    } else if (ending instanceof RunningAttempt.AttemptEnding.Interrupt interrupt) {
      state.yieldSlot(trial, AttemptEndCause.INTERRUPTED, interrupt.reason());
    } else if (ending instanceof RunningAttempt.AttemptEnding.Exploit exploit) {
      state.yieldSlot(trial, AttemptEndCause.EXPLOITED, exploit.reason());
      waiting.restart(
          new WaitingTrials.Restart(
              trial,
              exploit.decision().config(),
              AttemptCause.EXPLOIT,
              Optional.of(exploit.decision().checkpoint())));
      shutdown.endIdleTrials();
    }
  }

  /** One that the end of the run cut short before it had anything to show is no failure. */
  private void endStopped(Trial trial, AttemptResult outcome, String reason) {
    if (state.isClosing() && !conclusion.isUsable(outcome.metrics())) {
      state.yieldSlot(trial, AttemptEndCause.INTERRUPTED, reason);
    } else {
      conclude(trial, outcome, reason);
    }
  }

  /** The attempt, which was asked to end, is gone: it ends as it was asked to. */
  void endAsAsked(Trial trial, RunningAttempt attempt) {
    onStopped(trial, attempt, AttemptResult.ofStopped(null, trial.metrics(), attempt));
  }

  private void conclude(Trial trial, AttemptResult outcome, String reason) {
    end(trial, conclusion.of(trial, outcome, reason));
  }

  /** A failure after the attempt was asked to end changes nothing of the decision; it is noted. */
  private void onFailed(Trial trial, RunningAttempt attempt, TrialEvent.Failed failed) {
    AttemptResult soFar = AttemptResult.ofStopped(null, trial.metrics(), attempt);
    Optional<RunningAttempt.AttemptEnding> ending = attempt.ending();
    ending.ifPresent(asked -> state.remark(trial, "while stopping: " + failed.message()));
    if (ending.isEmpty()) {
      fail(trial, soFar, failed.message(), failed.trace());
    } else if (ending.get() instanceof RunningAttempt.AttemptEnding.Failure failure) {
      fail(trial, soFar, failure.reason(), failure.reason() + "; then: " + failed.trace());
    } else {
      state.folders().writeError(trial.id(), trial.attempt(), failed.trace());
      onStopped(trial, attempt, soFar);
    }
  }

  /** Not a failure: the trial continues elsewhere, as often as that happens. */
  private void onLost(Trial trial, RunningAttempt attempt, TrialEvent.Lost lost) {
    if (attempt.isEnding()) {
      state.remark(trial, "while stopping: " + lost.message());
      endAsAsked(trial, attempt);
      return;
    }
    state.yieldSlot(
        trial, AttemptEndCause.LOST, lost.message() + "; goes on from " + whereFrom(trial));
    // A parked one is the scheduler's to resume, as any other that is paused.
    if (!attempt.isParked()) {
      retry(trial, AttemptCause.PLACE_LOST);
    }
  }

  private static String whereFrom(Trial trial) {
    return trial
        .lastCheckpoint()
        .map(from -> "iteration " + from.trainingIteration())
        .orElse("the start");
  }

  private void fail(Trial trial, AttemptResult soFar, String message, String trace) {
    state.folders().writeError(trial.id(), trial.attempt(), trace);
    if (mayRetry(trial)) {
      state.history().fail(trial, message);
      state.yieldSlot(trial, AttemptEndCause.FAILED, message);
      retry(trial, AttemptCause.RETRY);
    } else {
      end(trial, conclusion.ofFailed(trial, soFar, message));
    }
  }

  private void retry(Trial trial, AttemptCause cause) {
    waiting.restart(
        new WaitingTrials.Restart(trial, trial.config(), cause, trial.lastCheckpoint()));
  }

  private boolean mayRetry(Trial trial) {
    int most = settings.limits().maxFailures();
    return !state.isClosing() && (most < 0 || trial.failures() < most);
  }

  private void end(Trial trial, RunEvent.TrialEnded ended) {
    state.end(trial, ended);
    boolean failed = ended.status() == TrialStatus.ERROR;
    if (failed && settings.limits().failFast() && !state.isClosing()) {
      String why = "trial " + trial.id() + " failed and fail_fast is set: " + ended.error();
      shutdown.begin(RunEvent.Ending.FAILED_FAST, why, new RunningAttempt.AttemptEnding.Stop(why));
    }
  }
}
