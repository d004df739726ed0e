package io.synapse.search.tpe;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Normal distributions truncated to the support of an axis: one for each observation, followed by
 * the prior. The arrays are shared and must not be changed.
 *
 * @param support the positions that have a density above 0
 * @param means the mean of each before truncation
 * @param deviations the standard deviation of each before truncation
 * @param order their indices, in ascending order of the means
 * @param minDeviation the lowest standard deviation that an observation may have
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TruncatedNormals(
    KernelSupport support, double[] means, double[] deviations, int[] order, double minDeviation) {

  private static final double SQRT_2 = Math.sqrt(2);

  /** The distance from the mean, in standard deviations, beyond which the density is negligible. */
  static final double MAX_DEVIATIONS = 8;

  private static final double MIN_MASS = 1e-300;

  /**
   * Creates normal distributions whose standard deviation is the greater distance to the
   * neighbouring means, at most that of the prior.
   *
   * @param means one for each observation, and the mean of the prior at the end
   * @param order the indices of the means, in ascending order
   * @param minDeviation the lowest standard deviation
   */
  static TruncatedNormals of(
      KernelSupport support, double[] means, int[] order, double minDeviation) {
    int count = means.length;
    double widest = support.priorDeviation();
    double[] deviations = new double[count];
    for (int i = 0; i < count; i++) {
      double left = i > 0 ? means[order[i]] - means[order[i - 1]] : 0;
      double right = i < count - 1 ? means[order[i + 1]] - means[order[i]] : 0;
      deviations[order[i]] = Math.max(minDeviation, Math.min(widest, Math.max(left, right)));
    }
    deviations[count - 1] = widest;
    return new TruncatedNormals(support, means, deviations, order, minDeviation);
  }

  /**
   * The factor by which the density of a truncated kernel is lower than the standard normal one:
   * its standard deviation times the probability mass on the support.
   */
  double normalization(int kernel) {
    return deviations[kernel] * mass(kernel);
  }

  private double mass(int kernel) {
    double precision = 1 / deviations[kernel];
    double below = (support.low() - means[kernel]) * precision;
    double above = (support.high() - means[kernel]) * precision;
    double left = below < -MAX_DEVIATIONS ? 0 : cumulative(below);
    double right = above > MAX_DEVIATIONS ? 0 : cumulative(-above);
    return Math.max(MIN_MASS, 1 - left - right);
  }

  /** The cumulative distribution function of the standard normal distribution. */
  static double cumulative(double position) {
    return Erfc.value(-position / SQRT_2) / 2;
  }
}
