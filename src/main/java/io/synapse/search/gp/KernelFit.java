package io.synapse.search.gp;

import io.synapse.search.gp.MaternKernel.KernelParameters;
import java.util.List;

/**
 * Fits kernel parameters to trials by maximum a posteriori estimation, for the trials that {@link
 * RefitSchedule} selects, of which it uses at most {@value #MAX_TRIALS}. A fit starts from the
 * prior and never from an earlier fit, so that the parameters are a function of the trials alone;
 * the last fit is cached and reused for exactly the same trials. Not thread-safe.
 */
final class KernelFit {

  private static final int MAX_TRIALS = 160;
  private static final int MAX_EVALUATIONS = 60;
  private static final double HIGH_NOISE = 0.2;
  private static final double TOLERANCE = 1e-3;

  private final boolean[] categorical;
  private final KernelPriors priors;
  private TrialData fitted = new TrialData(List.of());
  private KernelParameters parameters;

  /**
   * Creates a fit of no trials.
   *
   * @param categorical whether each coordinate is that of a category
   */
  KernelFit(boolean[] categorical, KernelPriors priors) {
    this.categorical = categorical;
    this.priors = priors;
    this.parameters = KernelParameters.ofLogarithms(priors.medians(categorical.length));
  }

  /** The parameters fitted to the trials; the same object as before if no new fit was due. */
  KernelParameters fit(TrialData trials) {
    int count = RefitSchedule.trialCount(trials.size());
    TrialData subset = trials.first(count).thinned(count, MAX_TRIALS);
    if (!subset.hasSameTrials(fitted)) {
      fitted = subset;
      parameters = KernelParameters.ofLogarithms(fitLogarithms());
    }
    return parameters;
  }

  /** The parameters of the last fit; before the first one, the medians of the priors. */
  KernelParameters parameters() {
    return parameters;
  }

  private double[] fitLogarithms() {
    int dimensions = categorical.length;
    double[] start = priors.medians(dimensions);
    if (!fitted.hasLosses()) {
      return start;
    }
    double[] targets = fitted.targets(fitted.scale());
    NegativeLogMarginalLikelihood objective =
        new NegativeLogMarginalLikelihood(categorical, fitted.points(), targets, priors);
    BoxMinimizer.Box box =
        new BoxMinimizer.Box(priors.lowerBounds(dimensions), priors.upperBounds(dimensions));
    // The data may be explained by noise or by short length scales: the fit tries both.
    double[] noisyStart = start.clone();
    noisyStart[dimensions + 1] = Math.log(HIGH_NOISE);
    BoxMinimizer first = minimizer(objective, box);
    BoxMinimizer second = minimizer(objective, box);
    double[] fromMedians = first.minimize(start);
    double[] fromNoisyStart = second.minimize(noisyStart);
    return second.value() < first.value() ? fromNoisyStart : fromMedians;
  }

  private static BoxMinimizer minimizer(
      NegativeLogMarginalLikelihood objective, BoxMinimizer.Box box) {
    return new BoxMinimizer(objective, box, MAX_EVALUATIONS, TOLERANCE);
  }

  /**
   * Decides for how many of the first trials kernel parameters are fitted: all up to 30, then the
   * last multiple of a stride that grows with the number of trials. Between two such numbers the
   * parameters do not change, so that the factor of the covariance can be extended by rows.
   */
  static final class RefitSchedule {

    private static final int REFIT_ALWAYS_UP_TO = 30;

    private RefitSchedule() {}

    /** How many of the first trials to fit; at most the given number, and monotone in it. */
    static int trialCount(int trials) {
      return trials - trials % stride(trials);
    }

    private static int stride(int trials) {
      if (trials <= REFIT_ALWAYS_UP_TO) {
        return 1;
      }
      return trials < 100 ? 5 : trials < 200 ? 10 : trials < 1000 ? 25 : 100;
    }
  }
}
