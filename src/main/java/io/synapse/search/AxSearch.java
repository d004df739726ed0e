package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.search.gp.GaussianProcess;
import io.synapse.search.model.Coordinates;
import java.util.List;
import java.util.Optional;

/**
 * Bayesian optimisation as in Ax: a Sobol sequence, followed by the noisy expected improvement of a
 * Gaussian process with priors for many dimensions.
 */
final class AxSearch {

  private static final String INITIAL = "num_initialization_trials";
  private static final int MIN_INITIAL = 5;
  private static final int TRIALS_PER_INITIAL = 5;

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
                  Optional.of(
                      new OptionSpecification.ValueRange(1, Double.POSITIVE_INFINITY, true)),
                  List.of(),
                  "how many trials of a Sobol sequence come before the model; by default twice the"
                      + " number of hyperparameters, at least 5 and at most a fifth of the trials"),
              ModelOptions.ALLOW_REPEATS_OPTION));

  private AxSearch() {}

  static Searcher of(SearchSettings settings) {
    Coordinates coordinates = new Coordinates(settings.space());
    return new ModelBasedSearcher(
        settings,
        new SobolDesign(coordinates, initialTrials(settings), settings.seed()),
        GaussianProcess.withNoisyExpectedImprovement(coordinates));
  }

  private static long initialTrials(SearchSettings settings) {
    Object given = settings.options().get(INITIAL);
    if (given != null) {
      return (Long) given;
    }
    int twice = 2 * settings.space().dimensions().size();
    return Math.max(MIN_INITIAL, Math.min(twice, settings.numSamples() / TRIALS_PER_INITIAL));
  }
}
