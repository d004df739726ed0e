package io.synapse.search;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.problem.OptionSpecification.ValueRange;
import io.synapse.search.ModelBasedSearcher.RandomDesign;
import io.synapse.search.gp.GaussianProcess;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Surrogate;
import java.util.List;
import java.util.Map;

/**
 * Bayesian optimisation by Gaussian process, with the options of the Python package
 * bayesian-optimization: random trials, followed by those that maximise an acquisition function.
 */
final class BayesOptSearch {

  private static final String ACQUISITION = "acquisition";
  private static final String KAPPA = "kappa";
  private static final String XI = "xi";
  private static final String INIT_POINTS = "init_points";
  private static final String UCB = "ucb";
  private static final String EI = "ei";
  private static final ValueRange NOT_NEGATIVE = new ValueRange(0, Double.POSITIVE_INFINITY, true);

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "bayesoptsearch",
          List.of("bayesopt"),
          "Bayesian optimisation by Gaussian process, after some random trials",
          List.of(
              OptionSpecification.text(
                  ACQUISITION,
                  UCB,
                  List.of(UCB, EI, "poi"),
                  "what is maximised: upper confidence bound, expected improvement, or probability"
                      + " of improvement"),
              OptionSpecification.number(
                  KAPPA,
                  2.576,
                  NOT_NEGATIVE,
                  "ucb: how many standard deviations count for an unknown value"),
              OptionSpecification.number(
                  XI,
                  0.01,
                  NOT_NEGATIVE,
                  "ei and poi: what counts as an improvement, in standard deviations of the"
                      + " results"),
              OptionSpecification.integer(
                  INIT_POINTS, 5L, 1, "how many random trials come before the model"),
              ModelOptions.ALLOW_REPEATS_OPTION));

  private BayesOptSearch() {}

  static Searcher of(SearchSettings settings) {
    Coordinates coordinates = new Coordinates(settings.space());
    long initial = (Long) settings.options().get(INIT_POINTS);
    return new ModelBasedSearcher(
        settings, new RandomDesign(coordinates, initial), surrogate(coordinates, settings));
  }

  private static Surrogate surrogate(Coordinates coordinates, SearchSettings settings) {
    Map<String, Object> options = settings.options();
    double xi = (Double) options.get(XI);
    return switch ((String) options.get(ACQUISITION)) {
      case UCB -> GaussianProcess.withConfidenceBound(coordinates, (Double) options.get(KAPPA));
      case EI -> GaussianProcess.withExpectedImprovement(coordinates, xi);
      default -> GaussianProcess.withProbabilityOfImprovement(coordinates, xi);
    };
  }
}
