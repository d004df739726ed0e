package io.synapse.tune;

import io.synapse.run.ReplayedRun;
import io.synapse.run.RunLog;
import io.synapse.run.TrialEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The loop: the only owner of a run's state, on one thread with one queue of events and no locks.
 * Fills free slots, waits for events, handles each, writes the journal once for the batch, and only
 * then lets the executor act. A single training is a run of one trial.
 */
public final class Tuner {

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final ReplayedRun replayed;
  private final TunerContext context;
  private final TunerState state;
  private final TrialEventHandler handler;
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
  public Tuner(TunerSettings settings, TunerParts parts, RunLog log, Clock clock) {
    this(settings, parts, log, clock, ReplayedRun.nothing(settings.plan()));
  }

  /**
   * A tuner of a run that is resumed.
   *
   * @param replayed the state of the run when its process ended
   */
  public Tuner(
      TunerSettings settings, TunerParts parts, RunLog log, Clock clock, ReplayedRun replayed) {
    this.replayed = replayed;
    this.context = TunerContext.of(settings, parts, log, clock, replayed);
    this.state = context.state();
    this.failures = new CommonFailureRule(settings);
    this.handler = new TrialEventHandler(context);
    this.slots = new SlotFiller(context);
  }

  /**
   * Runs until every trial has ended.
   *
   * @return the trials and why the run ended
   * @throws InterruptedException when the thread is interrupted; the journal is complete
   */
  public TunerResult run() throws InterruptedException {
    new RunResumer(replayed, context, handler).begin();
    proceed(context.parts().events().await(Duration.ZERO));
    while (state.hasWork()) {
      List<TrialEvent> events =
          context.parts().events().await(context.deadlines().untilNext(state, LONGEST_WAIT));
      proceed(events);
    }
    return state.result();
  }

  private void proceed(List<TrialEvent> events) {
    events.forEach(handler::handle);
    context.deadlines().enforce(state, context.shutdown());
    failures.enforce(state, context.shutdown());
    slots.fill();
    commit();
  }

  private void commit() {
    state.tableIfDue();
    state.log().flush();
    state.commands().sendTo(context.parts().executor());
  }
}
