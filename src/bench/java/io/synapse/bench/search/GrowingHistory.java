package io.synapse.bench.search;

import io.synapse.run.RunHistory;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.search.Searcher;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A history of finished trials at random points, to ask a searcher for one more and one more. */
final class GrowingHistory {

  /** How long something took: by the clock, and on the processor, which others may share. */
  record Time(double seconds, double processorSeconds) {}

  private static final long SEED = 1;

  private final RunHistory history =
      new RunHistory(Optional.of(Algorithms.OBJECTIVE), Integer.MAX_VALUE);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final SplittableRandom random = new SplittableRandom(SEED);

  GrowingHistory(SearchSpace space, int observations) {
    for (int i = 0; i < observations; i++) {
      add(space.sample(random));
    }
  }

  /**
   * Asks for a suggestion and adds the trial that comes of it.
   *
   * @return how long the suggestion took
   */
  Time suggest(Searcher searcher) {
    SplittableRandom own = random.split();
    long start = System.nanoTime();
    long processorStart = threads.getCurrentThreadCpuTime();
    Config config = searcher.suggest(history, own).orElseThrow().config();
    long processor = threads.getCurrentThreadCpuTime() - processorStart;
    Time time = new Time((System.nanoTime() - start) / 1e9, processor / 1e9);
    add(config);
    return time;
  }

  private void add(Config config) {
    int number = history.trials().size();
    Trial trial =
        history.add(new TrialSpec("1a2b3c4d_" + number, number, TrialSpec.Origin.SEARCHER, config));
    history.begin(trial, config, Optional.empty());
    Map<String, Object> metrics = Map.of(Algorithms.OBJECTIVE.metric(), value(config));
    history.report(trial, metrics);
    history.end(trial, TrialStatus.TERMINATED, metrics, "");
  }

  private static double value(Config config) {
    return config.values().values().stream()
        .mapToDouble(x -> ((Double) x - 0.3) * ((Double) x - 0.3))
        .sum();
  }
}
