package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.search.gp.GaussianProcess;
import io.synapse.search.model.Coordinates;
import java.util.List;
import java.util.Optional;

/**
 * Bayesian optimisation in the way of Ax: a Sobol sequence first, then the noisy expected
 * improvement under a Gaussian process with priors that suit many dimensions.
 */
final class AxSearch {

  private static final String INITIAL = "num_initialization_trials";
  private static final int LEAST_INITIAL = 5;

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "axsearch",
          List.of("ax"),
          "a Sobol sequence, then noisy expected improvement by Gaussian process",
          List.of(
              new OptionSpecification(
                  INITIAL,
                  OptionSpecification.Type.INTEGER,
                  null,
                  Optional.of(new OptionSpecification.Range(1, Double.POSITIVE_INFINITY, true)),
                  List.of(),
                  "how many trials of a Sobol sequence come before the model; by default twice the"
                      + " number of hyperparameters, at least 5 and at most a fifth of the trials"),
              ModelOptions.OF_REPEATS));

  private AxSearch() {}

  static Searcher of(SearchSettings settings) {
    Coordinates coordinates = new Coordinates(settings.space());
    return new ModelBasedSearcher(
        settings,
        new SobolStart(coordinates, initialTrials(settings), settings.seed()),
        GaussianProcess.withNoisyImprovement(coordinates));
  }

  private static long initialTrials(SearchSettings settings) {
    Object given = settings.options().get(INITIAL);
    if (given != null) {
      return (Long) given;
    }
    int twice = 2 * settings.space().dimensions().size();
    return Math.max(LEAST_INITIAL, Math.min(twice, settings.numSamples() / LEAST_INITIAL));
  }
}
