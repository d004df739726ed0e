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

/**
 * The search algorithms that a job file can name. This is the only place where a new one has to be
 * registered.
 */
public final class Searchers {

  private static final List<SearcherEntry> ALGORITHMS =
      List.of(
          new SearcherEntry(BasicVariantGenerator.SPECIFICATION, BasicVariantGenerator::new),
          new SearcherEntry(BayesOptSearch.SPECIFICATION, BayesOptSearch::of),
          new SearcherEntry(HyperoptSearch.SPECIFICATION, HyperoptSearch::of),
          new SearcherEntry(OptunaSearch.SPECIFICATION, OptunaSearch::of),
          new SearcherEntry(AxSearch.SPECIFICATION, AxSearch::of));

  private Searchers() {}

  /** Every algorithm's name and options, the default first. */
  public static List<AlgorithmSpecification> specifications() {
    return ALGORITHMS.stream().map(SearcherEntry::specification).toList();
  }

  /**
   * Whether the algorithm with a name learns from trials' results; one that doesn't makes no use of
   * earlier runs.
   */
  public static boolean isModelBased(String name) {
    return !BasicVariantGenerator.SPECIFICATION.isNamed(name);
  }

  /**
   * Creates a searcher. It suggests the settings' given points first, whatever the algorithm.
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

  private static SearcherEntry algorithm(String name) {
    return ALGORITHMS.stream()
        .filter(candidate -> candidate.specification().isNamed(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no search algorithm '" + name + "'"));
  }

  private record SearcherEntry(
      AlgorithmSpecification specification, Function<SearchSettings, Searcher> factory) {}

  /**
   * Suggests the given points first, one per trial and in their order, and delegates later trials
   * to the algorithm. Values that a point lacks are drawn from their distributions.
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
