package io.synapse.bench.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.search.SearchSettings;
import io.synapse.search.Searcher;
import io.synapse.search.Searchers;
import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Our search algorithms by name, each with its default options. */
final class Algorithms {

  static final Objective OBJECTIVE = new Objective("value", Objective.Mode.MIN);

  /** Those that cost so much for a suggestion that they are run with fewer seeds. */
  private static final Set<String> GAUSSIAN_PROCESSES = Set.of("bayesoptsearch", "axsearch");

  private Algorithms() {}

  static List<String> names() {
    return Searchers.specifications().stream().map(AlgorithmSpecification::name).toList();
  }

  static boolean isGaussianProcess(String name) {
    return GAUSSIAN_PROCESSES.contains(name);
  }

  static Searcher create(String name, SearchSpace space, int trials, long seed) {
    return Searchers.create(
        new SearchSettings(name, defaults(name), space, List.of(), trials, OBJECTIVE, seed));
  }

  private static Map<String, Object> defaults(String name) {
    AlgorithmSpecification specification =
        Searchers.specifications().stream()
            .filter(known -> known.isNamed(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + names()));
    return specification.check(Map.of(), "options", new Problems());
  }
}
