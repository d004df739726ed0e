package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.search.ModelBasedSearcher.RandomDesign;
import io.synapse.search.model.Coordinates;
import io.synapse.search.tpe.TreeParzen;
import io.synapse.search.tpe.TreeParzen.TpeOptions;
import java.util.List;
import java.util.Map;

/**
 * The multivariate tree-structured Parzen estimator (Falkner et al. 2018; Watanabe 2023), with the
 * options of Optuna: all hyperparameters are modelled jointly, and running trials count as bad
 * ones.
 */
final class OptunaSearch {

  private static final String STARTUP = "n_startup_trials";
  private static final String CANDIDATES = "n_ei_candidates";
  private static final int FULL_WEIGHT_COUNT = 25;

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
              ModelOptions.PRIOR_WEIGHT_OPTION,
              ModelOptions.ALLOW_REPEATS_OPTION));

  private OptunaSearch() {}

  static Searcher of(SearchSettings settings) {
    Coordinates coordinates = new Coordinates(settings.space());
    Map<String, Object> options = settings.options();
    TpeOptions tpe =
        new TpeOptions(
            (Double) options.get(ModelOptions.GAMMA),
            Math.toIntExact((Long) options.get(CANDIDATES)),
            (Double) options.get(ModelOptions.PRIOR_WEIGHT),
            FULL_WEIGHT_COUNT,
            true);
    return new ModelBasedSearcher(
        settings,
        new RandomDesign(coordinates, (Long) options.get(STARTUP)),
        TreeParzen.multivariate(coordinates, tpe));
  }
}
