package io.synapse.tune;

import io.synapse.execute.EventSource;
import io.synapse.execute.TrialExecutor;
import io.synapse.run.Decision;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunLog;
import io.synapse.run.TrialEvent;
import io.synapse.schedule.Scheduler;
import io.synapse.search.Searcher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
      Searcher searcher, Scheduler scheduler, TrialExecutor executor, EventSource events) {}

  private final Parts parts;
  private final ReplayedRun replayed;
  private final TunerState state;
  private final TrialEventHandler handler;
  private final Deadlines deadlines;
  private final CommonFailureRule failures;
  private final SlotFiller slots;

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
    this.replayed = replayed;
    this.parts = parts;
    SeededGenerators generators = new SeededGenerators(settings.seed());
    this.state = new TunerState(settings, log, clock, replayed);
    this.deadlines = new Deadlines(settings.limits(), clock, replayed.metadata().timeUsed());
    this.failures = new CommonFailureRule(settings);
    this.handler = new TrialEventHandler(settings, parts, state, deadlines, generators);
    this.slots = new SlotFiller(settings, parts, state, deadlines, generators);
  }

  /**
   * Runs until every trial is over.
   *
   * @return the trials and why the run ended
   * @throws InterruptedException when the thread is interrupted; the journal is complete
   */
  public TunerResult run() throws InterruptedException {
    new RunResumer(replayed, state, handler).begin();
    goOn(parts.events().await(Duration.ZERO));
    while (state.goesOn()) {
      List<TrialEvent> events = parts.events().await(deadlines.untilNext(state, LONGEST_WAIT));
      goOn(events);
    }
    return state.result();
  }

  private void goOn(List<TrialEvent> events) {
    events.forEach(handler::handle);
    deadlines.enforce(state);
    failures.enforce(state);
    slots.fill();
    commit();
  }

  private void commit() {
    state.tableIfDue();
    state.log().flush();
    List<TunerState.Command> commands = state.takeCommands();
    commands.forEach(command -> command.sendTo(parts.executor()));
  }

  /** The decision of a scheduler, in the form that ends the attempt. */
  static Optional<RunningAttempt.AttemptEnding> endingOf(Decision decision) {
    if (decision instanceof Decision.Stop stop) {
      return Optional.of(new RunningAttempt.AttemptEnding.Stop(stop.reason()));
    }
    if (decision instanceof Decision.Pause pause) {
      return Optional.of(new RunningAttempt.AttemptEnding.Pause(pause.reason()));
    }
    if (decision instanceof Decision.Exploit exploit) {
      return Optional.of(new RunningAttempt.AttemptEnding.Exploit(exploit.reason(), exploit));
    }
    return Optional.empty();
  }
}
