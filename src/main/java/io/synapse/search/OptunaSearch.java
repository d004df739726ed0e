package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.search.ModelBasedSearcher.RandomStart;
import io.synapse.search.model.Coordinates;
import io.synapse.search.tpe.TreeParzen;
import io.synapse.search.tpe.TreeParzen.TpeOptions;
import java.util.List;
import java.util.Map;

/**
 * The multivariate tree-structured Parzen estimator (Falkner et al. 2018; Watanabe 2023) with the
 * options of Optuna's: all hyperparameters are looked at together, and running trials count as bad
 * ones.
 */
final class OptunaSearch {

  private static final String STARTUP = "n_startup_trials";
  private static final String CANDIDATES = "n_ei_candidates";
  private static final int REMEMBERED = 25;

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "optunasearch",
          List.of("optuna"),
          "tree-structured Parzen estimator; all hyperparameters together",
          List.of(
              ModelOptions.startup(STARTUP, 10),
              OptionSpecification.integer(
                  CANDIDATES, 24L, 1, "how many drawn configurations are compared"),
              ModelOptions.gamma(0.1),
              ModelOptions.OF_PRIOR_WEIGHT,
              ModelOptions.OF_REPEATS));

  private OptunaSearch() {}

  static Searcher of(SearchSettings settings) {
    Coordinates coordinates = new Coordinates(settings.space());
    Map<String, Object> options = settings.options();
    TpeOptions tpe =
        new TpeOptions(
            (Double) options.get(ModelOptions.GAMMA),
            Math.toIntExact((Long) options.get(CANDIDATES)),
            (Double) options.get(ModelOptions.PRIOR_WEIGHT),
            REMEMBERED,
            true);
    return new ModelBasedSearcher(
        settings,
        new RandomStart(coordinates, (Long) options.get(STARTUP)),
        TreeParzen.multivariate(coordinates, tpe));
  }
}
