package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.run.History;
import io.synapse.run.TrialSpec;
import io.synapse.search.random.GridOrder;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The search algorithms that a job file can name. A new one is added here and nowhere else. */
public final class Searchers {

  private static final List<Algorithm> ALGORITHMS =
      List.of(
          new Algorithm(BasicVariantGenerator.SPECIFICATION, BasicVariantGenerator::new),
          new Algorithm(BayesOptSearch.SPECIFICATION, BayesOptSearch::of),
          new Algorithm(HyperoptSearch.SPECIFICATION, HyperoptSearch::of),
          new Algorithm(OptunaSearch.SPECIFICATION, OptunaSearch::of),
          new Algorithm(AxSearch.SPECIFICATION, AxSearch::of));

  private Searchers() {}

  /** Every algorithm's name and options, the default first. */
  public static List<AlgorithmSpecification> specifications() {
    return ALGORITHMS.stream().map(Algorithm::specification).toList();
  }

  /** Whether the algorithm with a name suggests by what trials came to. */
  public static boolean learns(String name) {
    return !BasicVariantGenerator.SPECIFICATION.isNamed(name);
  }

  /**
   * A new searcher. It suggests the settings' points first, whatever the algorithm.
   *
   * @param settings with a name that {@link #specifications()} knows, in any case
   * @throws IllegalArgumentException for any other name
   */
  public static Searcher create(SearchSettings settings) {
    Searcher searcher = algorithm(settings.name()).factory().apply(settings);
    List<Map<String, Object>> points =
        new GridOrder(settings.space(), settings.pointsToEvaluate()).points();
    return points.isEmpty() ? searcher : new GivenPoints(settings.space(), points, searcher);
  }

  private static Algorithm algorithm(String name) {
    return ALGORITHMS.stream()
        .filter(known -> known.specification().isNamed(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no search algorithm '" + name + "'"));
  }

  private record Algorithm(
      AlgorithmSpecification specification, Function<SearchSettings, Searcher> factory) {}

  /**
   * Suggests the given points first, one a trial and in their order, and leaves the trials after
   * them to the algorithm. Values that a point does not give are drawn from their distributions.
   */
  static final class GivenPoints implements Searcher {

    private final SearchSpace space;
    private final List<Map<String, Object>> points;
    private final Searcher algorithm;

    GivenPoints(SearchSpace space, List<Map<String, Object>> points, Searcher algorithm) {
      this.space = space;
      this.points = points;
      this.algorithm = algorithm;
    }

    @Override
    public Optional<Searcher.Suggestion> suggest(History history, RandomGenerator random) {
      int number = history.trials().size();
      if (number >= points.size()) {
        return algorithm.suggest(history, random);
      }
      return Optional.of(
          new Searcher.Suggestion(
              TrialSpec.Origin.GIVEN_POINT, space.complete(points.get(number), random)));
    }
  }
}
