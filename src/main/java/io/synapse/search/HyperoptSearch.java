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
 * The tree-structured Parzen estimator of Bergstra et al. (2011, 2013), with the options of
 * Hyperopt: every hyperparameter is modelled independently.
 */
final class HyperoptSearch {

  private static final String STARTUP = "n_startup_jobs";
  private static final String CANDIDATES = "n_EI_candidates";
  private static final String FORGETTING = "linear_forgetting";

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "hyperoptsearch",
          List.of("tpe", "hyperopt"),
          "tree-structured Parzen estimator; each hyperparameter on its own",
          List.of(
              ModelOptions.startup(STARTUP, 10),
              OptionSpecification.integer(
                  CANDIDATES, 24L, 1, "how many draws are compared for each hyperparameter"),
              ModelOptions.gamma(0.15),
              ModelOptions.PRIOR_WEIGHT_OPTION,
              OptionSpecification.integer(
                  FORGETTING, 25L, 1, "how many of the newest trials have their full weight"),
              ModelOptions.ALLOW_REPEATS_OPTION));

  private HyperoptSearch() {}

  static Searcher of(SearchSettings settings) {
    Coordinates coordinates = new Coordinates(settings.space());
    Map<String, Object> options = settings.options();
    TpeOptions tpe =
        new TpeOptions(
            (Double) options.get(ModelOptions.GAMMA),
            Math.toIntExact((Long) options.get(CANDIDATES)),
            (Double) options.get(ModelOptions.PRIOR_WEIGHT),
            Math.toIntExact((Long) options.get(FORGETTING)),
            false);
    return new ModelBasedSearcher(
        settings,
        new RandomDesign(coordinates, (Long) options.get(STARTUP)),
        TreeParzen.independent(coordinates, tpe));
  }
}
