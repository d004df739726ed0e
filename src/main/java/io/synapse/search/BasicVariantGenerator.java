package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.run.History;
import io.synapse.run.TrialSpec;
import io.synapse.search.random.GridOrder;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Random and grid search. Grid dimensions take their values in the order of {@link GridOrder}; all
 * others are drawn independently of each other and of earlier trials. A suggestion depends only on
 * the number of trials so far and on the generator, so that a run's configurations do not depend on
 * how many trials run in parallel.
 */
final class BasicVariantGenerator implements Searcher {

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "basicvariantgenerator",
          List.of("random"),
          "random search, and grid search over dimensions of the type grid_search",
          List.of());

  private final SearchSpace space;
  private final GridOrder order;

  BasicVariantGenerator(SearchSettings settings) {
    this.space = settings.space();
    this.order = new GridOrder(space, settings.pointsToEvaluate());
  }

  @Override
  public Optional<Searcher.Suggestion> suggest(History history, RandomGenerator random) {
    TrialSpec.Origin origin =
        space.hasGrid() ? TrialSpec.Origin.GRID_CELL : TrialSpec.Origin.SEARCHER;
    return order
        .cell(history.trials().size() - order.points().size())
        .map(cell -> new Searcher.Suggestion(origin, space.complete(cell, random)));
  }
}
