package io.synapse.search;

import io.synapse.space.SearchSpace;
import io.synapse.trial.History;
import io.synapse.trial.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Suggests the given points first, one a trial and in their order, and leaves the trials after them
 * to the algorithm. Values that a point does not give are drawn from their distributions.
 */
final class GivenPoints implements Searcher {

  private final SearchSpace space;
  private final List<Map<String, Object>> points;
  private final Searcher algorithm;

  GivenPoints(SearchSpace space, List<Map<String, Object>> points, Searcher algorithm) {
    this.space = space;
    this.points = points;
    this.algorithm = algorithm;
  }

  @Override
  public Optional<Suggestion> suggest(History history, RandomGenerator random) {
    int number = history.trials().size();
    if (number >= points.size()) {
      return algorithm.suggest(history, random);
    }
    return Optional.of(
        new Suggestion(Origin.GIVEN_POINT, space.complete(points.get(number), random)));
  }
}
