package io.synapse.tune;

import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunHistory;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.schedule.Scheduler.Next;
import io.synapse.search.Searcher;
import io.synapse.space.Config;
import java.util.Locale;
import java.util.Optional;

/** Gives free slots to what waits of its own accord, and then to what the scheduler says. */
final class SlotFiller {

  private static final String NO_USE = "no slot is given to it any more";

  private final TunerSettings settings;
  private final TunerParts parts;
  private final TunerState state;
  private final ParkedTrials parked;
  private final WaitingTrials waiting;
  private final Deadlines deadlines;
  private final SeededGenerators generators;

  SlotFiller(TunerContext context) {
    this.settings = context.settings();
    this.parts = context.parts();
    this.state = context.state();
    this.parked = context.parked();
    this.waiting = context.waiting();
    this.deadlines = context.deadlines();
    this.generators = context.generators();
  }

  /** Goes on until no slot is free or nothing is there to fill it. */
  void fill() {
    boolean filled = true;
    while (filled && !state.isClosing() && hasFreeSlot()) {
      filled = fillOne();
    }
  }

  private boolean hasFreeSlot() {
    return state.history().runningCount() < state.slots().count();
  }

  private boolean fillOne() {
    Optional<WaitingTrials.Restart> restart = waiting.nextRestart();
    if (restart.isPresent()) {
      begin(
          restart.get().trial(),
          restart.get().config(),
          restart.get().cause(),
          restart.get().from());
      return true;
    }
    RunHistory history = state.history();
    Next next = parts.scheduler().next(history, generators.forSlot(history.verdicts().size()));
    if (next instanceof Next.Sample) {
      return sample();
    } else if (next instanceof Next.Resume resume) {
      return resume(resume.trial(), resume.reason());
    } else if (next instanceof Next.Exploit exploit) {
      return exploit(exploit.trial(), exploit.decision());
    } else if (next instanceof Next.End end) {
      return end(end.trial(), end.reason());
    } else if (next instanceof Next.Wait wait) {
      refuseToHang(wait.reason());
    } else if (next instanceof Next.Done && history.runningCount() == 0) {
      waiting.endPaused(new RunningAttempt.AttemptEnding.Stop(NO_USE));
    }
    return false;
  }

  private void refuseToHang(String reason) {
    if (state.history().runningCount() == 0) {
      throw new IllegalStateException(
          "the scheduler waits for something while no trial is running: " + reason);
    }
  }

  private boolean resume(Trial trial, String reason) {
    decide(trial, new Decision.Continue(reason));
    if (parked.has(trial)) {
      parked.proceed(trial, reason);
      deadlines.started(trial, state.attempt(trial));
    } else {
      begin(trial, trial.config(), AttemptCause.RESUME_PAUSED, trial.lastCheckpoint());
    }
    return true;
  }

  private boolean exploit(Trial trial, Decision.Exploit decision) {
    decide(trial, decision);
    state.checkpoints().lend(decision.checkpoint(), trial);
    if (parked.has(trial)) {
      parked.end(trial, new RunningAttempt.AttemptEnding.Exploit(decision.reason(), decision));
    } else {
      Optional<SavedCheckpoint> from = Optional.of(decision.checkpoint());
      begin(trial, decision.config(), AttemptCause.EXPLOIT, from);
    }
    return true;
  }

  private boolean end(Trial trial, String reason) {
    decide(trial, new Decision.Stop(reason));
    waiting.endPaused(trial, new RunningAttempt.AttemptEnding.Stop(reason));
    return true;
  }

  private void decide(Trial trial, Decision decision) {
    if (!decision.reason().isEmpty()) {
      state.history().decide(trial, decision);
      state.note(new RunEvent.TrialDecided(trial.id(), decision));
    }
  }

  private boolean sample() {
    RunHistory history = state.history();
    int number = history.trials().size();
    Optional<Searcher.Suggestion> suggestion =
        parts.searcher().suggest(history, generators.forSuggestion(number));
    if (suggestion.isEmpty()) {
      history.closeSampling();
      state.noteExhausted();
      return true;
    }
    String id = String.format(Locale.ROOT, "%s_%05d", settings.runId(), number);
    TrialSpec spec =
        new TrialSpec(id, number, suggestion.get().origin(), suggestion.get().config());
    Trial trial = history.add(spec);
    state.note(new RunEvent.TrialCreated(id, number, spec.origin(), spec.config()));
    begin(trial, spec.config(), AttemptCause.FIRST, Optional.empty());
    return true;
  }

  private void begin(
      Trial trial, Config config, AttemptCause cause, Optional<SavedCheckpoint> from) {
    boolean waits = parts.executor().placesLater();
    RunningAttempt attempt = state.begin(trial, config, from);
    if (waits) {
      attempt.awaitPlace();
    }
    deadlines.started(trial, attempt);
    state.note(
        new RunEvent.AttemptStarted(trial.id(), trial.attempt(), cause, config, from, waits));
    TrialStart start =
        new TrialStart(
            trial.id(),
            trial.attempt(),
            config,
            from,
            state.folders().of(trial.id()),
            generators.trialSeed(trial.spec().number()));
    state.commands().add(executor -> executor.start(start));
  }
}
