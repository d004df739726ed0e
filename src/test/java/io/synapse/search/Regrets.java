package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.run.RunHistory;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How far from the minimum of a function a search ends. Its main prints medians, for tuning: {@code
 * Regrets SEEDS TRIALS FUNCTIONS ALGORITHM...}.
 */
final class Regrets {

  private static final Objective OBJECTIVE = new Objective("loss", Objective.Mode.MIN);

  private Regrets() {}

  /** The regret after one run with default options, one trial at a time. */
  static double of(
      String algorithm, Map<String, Object> options, TestFunction on, int trials, long seed) {
    Searcher searcher = Searchers.create(settings(algorithm, options, on, trials, seed));
    RunHistory history = new RunHistory(Optional.of(OBJECTIVE), trials);
    double least = Double.POSITIVE_INFINITY;
    for (int number = 0; number < trials; number++) {
      Optional<Searcher.Suggestion> suggestion =
          searcher.suggest(history, new SplittableRandom(seed * 1_000_003 + number));
      if (suggestion.isEmpty()) {
        return least;
      }
      Config config = suggestion.get().config();
      double regret = on.regret(config);
      least = Math.min(least, regret);
      record(history, suggestion.get(), regret);
    }
    return least;
  }

  private static void record(RunHistory history, Searcher.Suggestion suggestion, double loss) {
    int number = history.trials().size();
    Config config = suggestion.config();
    Trial trial =
        history.add(new TrialSpec("trial_" + number, number, suggestion.origin(), config));
    history.begin(trial, config, Optional.empty());
    history.end(trial, TrialStatus.TERMINATED, Map.of("loss", loss), "");
  }

  private static SearchSettings settings(
      String algorithm, Map<String, Object> options, TestFunction on, int trials, long seed) {
    AlgorithmSpecification specification =
        Searchers.specifications().stream()
            .filter(known -> known.isNamed(algorithm))
            .findFirst()
            .orElseThrow();
    Map<String, Object> checked = specification.check(options, "options", new Problems());
    return new SearchSettings(algorithm, checked, on.space(), List.of(), trials, OBJECTIVE, seed);
  }

  /** Prints medians and quartiles. */
  public static void main(String[] arguments) {
    int seeds = Integer.parseInt(arguments[0]);
    int trials = Integer.parseInt(arguments[1]);
    for (TestFunction function : TestFunction.all()) {
      if (!arguments[2].equals("all") && !arguments[2].contains(function.name())) {
        continue;
      }
      for (int i = 3; i < arguments.length; i++) {
        print(function, arguments[i], seeds, trials);
      }
    }
  }

  /** Processor time, as other work on the machine must not count. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void print(TestFunction function, String algorithm, int seeds, int trials) {
    long start = processorTime();
    String[] parts = algorithm.split(":");
    Map<String, Object> options = parts.length > 1 ? Map.of("acquisition", parts[1]) : Map.of();
    double[] regrets = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      regrets[seed] = of(parts[0], options, function, trials, seed);
    }
    double mean = Arrays.stream(regrets).average().orElseThrow();
    Arrays.sort(regrets);
    System.out.printf(
        "%-12s %-22s median %.4g  mean %.4g  quartiles %.4g %.4g  %.1f ms/trial%n",
        function.name(),
        algorithm,
        (regrets[(seeds - 1) / 2] + regrets[seeds / 2]) / 2,
        mean,
        regrets[seeds / 4],
        regrets[seeds * 3 / 4],
        (processorTime() - start) / 1e6 / seeds / trials);
  }
}
