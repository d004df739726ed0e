package io.synapse.tune;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.schedule.Scheduler;
import io.synapse.search.Searcher;
import io.synapse.search.Suggestion;
import io.synapse.space.Config;
import io.synapse.trial.AttemptCause;
import io.synapse.trial.Decision;
import io.synapse.trial.RunHistory;
import io.synapse.trial.SavedCheckpoint;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialEvent;
import io.synapse.trial.TrialSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The loop: the only owner of a run's state, on one thread with one queue of events and no locks.
 * Fills free slots, waits for events, handles each, writes the journal once for the batch, and only
 * then lets the executor act. A single training is a run of one trial.
 */
public final class Tuner {

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** The tuner's parts that differ from run to run. */
  public record Parts(
      Searcher searcher, Scheduler scheduler, TrialExecutor executor, EventQueue events) {}

  private final TunerSettings settings;
  private final Parts parts;
  private final ReplayedRun replayed;
  private final TunerState state;
  private final TrialEventHandler handler;
  private final Deadlines deadlines;
  private final FailureWatch failures;
  private final SeededGenerators generators;

  /**
   * A tuner of one run.
   *
   * @param settings how it runs
   * @param parts search, scheduling and execution
   * @param log takes everything that happens
   * @param clock for the time budget and the trials' timeouts
   */
  public Tuner(TunerSettings settings, Parts parts, RunLog log, Clock clock) {
    this(settings, parts, log, clock, ReplayedRun.nothing(settings.plan()));
  }

  /**
   * A tuner of a run that goes on.
   *
   * @param replayed what it had come to
   */
  public Tuner(TunerSettings settings, Parts parts, RunLog log, Clock clock, ReplayedRun replayed) {
    this.settings = settings;
    this.replayed = replayed;
    this.parts = parts;
    this.generators = new SeededGenerators(settings.seed());
    this.state = new TunerState(settings, log, clock, replayed);
    this.deadlines = new Deadlines(settings.limits(), clock, replayed.timeUsed());
    this.failures = new FailureWatch(settings);
    this.handler = new TrialEventHandler(settings, parts, state, generators);
  }

  /**
   * Runs until every trial is over.
   *
   * @return the trials and why the run ended
   * @throws InterruptedException when the thread is interrupted; the journal is complete
   */
  public TunerResult run() throws InterruptedException {
    new Continuation(replayed, state, handler).begin();
    goOn(parts.events().await(Duration.ZERO));
    while (state.history().runningCount() > 0) {
      List<TrialEvent> events = parts.events().await(deadlines.untilNext(state, LONGEST_WAIT));
      goOn(events);
    }
    return state.result();
  }

  private void goOn(List<TrialEvent> events) {
    events.forEach(handler::handle);
    deadlines.enforce(state);
    failures.enforce(state);
    fillFreeSlots();
    commit();
  }

  private void commit() {
    state.tableIfDue();
    state.log().flush();
    List<TunerState.Command> commands = state.takeCommands();
    commands.forEach(command -> command.sendTo(parts.executor()));
  }

  private void fillFreeSlots() {
    boolean filled = true;
    while (filled && !state.isClosing() && hasFreeSlot()) {
      filled = fillOneSlot();
    }
  }

  private boolean hasFreeSlot() {
    return state.history().runningCount() < settings.plan().concurrency();
  }

  private boolean fillOneSlot() {
    Optional<TunerState.Restart> restart = state.nextRestart();
    if (restart.isPresent()) {
      begin(
          restart.get().trial(),
          restart.get().config(),
          restart.get().cause(),
          restart.get().from());
      return true;
    }
    RunHistory history = state.history();
    Scheduler.Next next =
        parts.scheduler().next(history, generators.forSlot(history.attemptCount()));
    if (next instanceof Scheduler.Next.Sample) {
      return sample();
    }
    if (next instanceof Scheduler.Next.Resume resume) {
      Trial trial = resume.trial();
      begin(trial, trial.config(), AttemptCause.RESUME_PAUSED, trial.lastCheckpoint());
      return true;
    }
    if (next instanceof Scheduler.Next.Wait wait && history.runningCount() == 0) {
      throw new IllegalStateException(
          "the scheduler waits for something while no trial is running: " + wait.reason());
    }
    return false;
  }

  private boolean sample() {
    RunHistory history = state.history();
    int number = history.trials().size();
    Optional<Suggestion> suggestion =
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
    state.begin(trial, config, from);
    deadlines.started(trial, state.attempt(trial));
    state.note(new RunEvent.AttemptStarted(trial.id(), trial.attempt(), cause, config, from));
    TrialStart start =
        new TrialStart(
            trial.id(),
            trial.attempt(),
            config,
            from,
            state.folders().of(trial.id()),
            generators.trialSeed(trial.spec().number()));
    state.command(executor -> executor.start(start));
  }

  /** The decision of a scheduler, in the form that ends the attempt. */
  static Optional<AttemptState.Ending> endingOf(Decision decision) {
    if (decision instanceof Decision.Stop stop) {
      return Optional.of(new AttemptState.Ending.Stop(stop.reason()));
    }
    if (decision instanceof Decision.Pause pause) {
      return Optional.of(new AttemptState.Ending.Pause(pause.reason()));
    }
    if (decision instanceof Decision.Exploit exploit) {
      return Optional.of(new AttemptState.Ending.Exploit(exploit.reason(), exploit));
    }
    return Optional.empty();
  }
}
