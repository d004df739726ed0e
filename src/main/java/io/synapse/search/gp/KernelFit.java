package io.synapse.search.gp;

import io.synapse.search.gp.MaternKernel.KernelParameters;
import java.util.List;

/**
 * Kernel parameters for trials: the most probable ones for those that {@link RefitSchedule} names,
 * of which a few hundred are enough. Always begun from the prior, never from an earlier fit, so
 * that the parameters are a function of these trials; the last fit is remembered and used again
 * only for exactly the same ones.
 */
final class KernelFit {

  private static final int MOST_TRIALS = 160;
  private static final int MOST_EVALUATIONS = 60;
  private static final double MUCH_NOISE = 0.2;
  private static final double TOLERANCE = 1e-3;

  private final boolean[] categorical;
  private final KernelPriors priors;
  private TrialData fitted = new TrialData(List.of());
  private KernelParameters parameters;

  /**
   * No fit yet.
   *
   * @param categorical whether each coordinate is that of a category
   */
  KernelFit(boolean[] categorical, KernelPriors priors) {
    this.categorical = categorical;
    this.priors = priors;
    this.parameters = KernelParameters.ofLogarithms(priors.medians(categorical.length));
  }

  /** The parameters; the same object as in the last call where the fit is. */
  KernelParameters of(TrialData all) {
    int count = RefitSchedule.fitted(all.size());
    TrialData wanted = all.first(count).thinned(count, MOST_TRIALS);
    if (!wanted.isLike(fitted)) {
      fitted = wanted;
      parameters = KernelParameters.ofLogarithms(logarithms());
    }
    return parameters;
  }

  /** Those of the last call; before the first, the medians of the prior. */
  KernelParameters parameters() {
    return parameters;
  }

  private double[] logarithms() {
    int dimensions = categorical.length;
    double[] start = priors.medians(dimensions);
    if (!fitted.isUsable()) {
      return start;
    }
    double[] targets = fitted.targets(fitted.scale());
    NegativeLogMarginalLikelihood evidence =
        new NegativeLogMarginalLikelihood(categorical, fitted.points(), targets, priors);
    BoxMinimizer.Box box = new BoxMinimizer.Box(priors.lower(dimensions), priors.upper(dimensions));
    // Noise can also be followed by a function of short lengths: both explanations are tried.
    double[] noisier = start.clone();
    noisier[dimensions + 1] = Math.log(MUCH_NOISE);
    BoxMinimizer first = minimizer(evidence, box);
    BoxMinimizer second = minimizer(evidence, box);
    double[] fromMedians = first.from(start);
    double[] fromNoisier = second.from(noisier);
    return second.value() < first.value() ? fromNoisier : fromMedians;
  }

  private static BoxMinimizer minimizer(
      NegativeLogMarginalLikelihood evidence, BoxMinimizer.Box box) {
    return new BoxMinimizer(evidence, box, MOST_EVALUATIONS, TOLERANCE);
  }

  /**
   * Of how many trials kernel parameters are fitted, by how many there are: all up to 30, then the
   * last multiple of a stride that grows with their number. Between two such numbers the parameters
   * stay, and the factor of the covariance grows by rows.
   */
  static final class RefitSchedule {

    private static final int EACH = 30;

    private RefitSchedule() {}

    /** The number of trials to fit; grows with the number of trials, and is at most that. */
    static int fitted(int trials) {
      return trials - trials % stride(trials);
    }

    private static int stride(int trials) {
      if (trials <= EACH) {
        return 1;
      }
      return trials < 100 ? 5 : trials < 200 ? 10 : trials < 1000 ? 25 : 100;
    }
  }
}
