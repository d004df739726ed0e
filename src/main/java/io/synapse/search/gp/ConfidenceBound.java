package io.synapse.search.gp;

/**
 * How good the loss may well be: the lower confidence bound, turned round (Srinivas et al. 2010,
 * section 4).
 *
 * @param kappa how many standard deviations below the mean
 */
record ConfidenceBound(double kappa) implements Merit {

  @Override
  public double of(double[] means, double deviation, double[] slopes) {
    slopes[0] = -1;
    slopes[1] = kappa;
    return kappa * deviation - means[0];
  }
}
