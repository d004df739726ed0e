package io.synapse.tune;

import io.synapse.run.ReplayedRun;
import io.synapse.run.RunLog;
import java.time.Clock;

/**
 * What the steps of one tuner share.
 *
 * @param settings how the run is tuned
 * @param parts search, scheduling and execution
 * @param state everything that changes
 * @param parked paused trials whose plugins wait
 * @param waiting trials that have no slot
 * @param shutdown ends the run early
 * @param deadlines the time budget and the trials' timeouts
 * @param generators the sources of randomness
 */
record TunerContext(
    TunerSettings settings,
    TunerParts parts,
    TunerState state,
    ParkedTrials parked,
    WaitingTrials waiting,
    RunShutdown shutdown,
    Deadlines deadlines,
    SeededGenerators generators) {

  static TunerContext of(
      TunerSettings settings, TunerParts parts, RunLog log, Clock clock, ReplayedRun replayed) {
    TunerState state = new TunerState(settings, log, clock, replayed);
    ParkedTrials parked = new ParkedTrials(state, clock, settings.mostParked());
    WaitingTrials waiting = new WaitingTrials(state, parked, settings.objective());
    return new TunerContext(
        settings,
        parts,
        state,
        parked,
        waiting,
        new RunShutdown(state, parked, waiting),
        new Deadlines(settings.limits(), clock, replayed.metadata().timeUsed()),
        new SeededGenerators(settings.seed()));
  }
}
