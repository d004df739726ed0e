package io.synapse.bench.search;

import io.synapse.bench.NoJournal;
import io.synapse.execute.EventQueue;
import io.synapse.run.RunLog;
import io.synapse.run.RunPlan;
import io.synapse.schedule.FifoScheduler;
import io.synapse.tune.Tuner;
import io.synapse.tune.TunerParts;
import io.synapse.tune.TunerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One search by the real tuner, with trials that take no time and no journal.
 *
 * @param algorithm the searcher's name; its options are the defaults
 * @param function what is minimised
 * @param seed the run's seed
 * @param workers how many trials run at once
 * @param trials how many there are
 */
record Search(String algorithm, BenchFunction function, int seed, int workers, int trials) {

  /** What came of it: the trials' values in the order in which they ended, and how long it took. */
  record Outcome(Search search, List<Double> values, double seconds) {}

  Outcome run() throws InterruptedException {
    EventQueue events = new EventQueue();
    try (SimulatedWorkers executor =
        new SimulatedWorkers(events, function.value(), workers, trials, seed)) {
      TunerParts parts =
          new TunerParts(
              Algorithms.create(algorithm, function.space(), trials, seed),
              new FifoScheduler(),
              executor,
              events);
      Clock clock = Clock.systemUTC();
      RunLog log = new RunLog(new NoJournal(), List.of(), clock);
      long start = System.nanoTime();
      new Tuner(settings(), parts, log, clock).run();
      return new Outcome(this, executor.values(), (System.nanoTime() - start) / 1e9);
    }
  }

  private TunerSettings settings() {
    RunPlan plan =
        new RunPlan(true, Optional.of(Algorithms.OBJECTIVE), trials, workers, Optional.empty());
    Path unused = Path.of("target", "bench-search");
    return new TunerSettings(
        "1a2b3c4d", seed, plan, unused, Optional.empty(), TunerSettings.RunLimits.NONE, 1, 0);
  }
}
