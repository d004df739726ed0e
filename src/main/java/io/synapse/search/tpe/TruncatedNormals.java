package io.synapse.search.tpe;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Normal laws on a line, cut off where it ends: one for each observation, and the prior law, which
 * is last.
 *
 * @param line where they lie
 * @param means the middle of each
 * @param deviations the width of each
 * @param order their indices, from the least mean to the greatest
 * @param least the least width
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TruncatedNormals(
    KernelSupport line, double[] means, double[] deviations, int[] order, double least) {

  private static final double SQRT_2 = Math.sqrt(2);

  /** In standard deviations: what lies beyond is next to nothing. */
  static final double FAR = 8;

  private static final double LEAST_MASS = 1e-300;

  /**
   * Laws as wide as the greater distance to their neighbours, at most as wide as the prior law.
   *
   * @param least the least width
   */
  static TruncatedNormals of(KernelSupport line, double[] means, int[] order, double least) {
    int count = means.length;
    double widest = line.priorDeviation();
    double[] deviations = new double[count];
    for (int i = 0; i < count; i++) {
      double left = i > 0 ? means[order[i]] - means[order[i - 1]] : 0;
      double right = i < count - 1 ? means[order[i + 1]] - means[order[i]] : 0;
      deviations[order[i]] = Math.max(least, Math.min(widest, Math.max(left, right)));
    }
    deviations[count - 1] = widest;
    return new TruncatedNormals(line, means, deviations, order, least);
  }

  /** By how much a law is wider than the standard one, in parts of what of it lies on the line. */
  double spread(int law) {
    return deviations[law] * mass(law);
  }

  private double mass(int law) {
    double precision = 1 / deviations[law];
    double below = (line.low() - means[law]) * precision;
    double above = (line.high() - means[law]) * precision;
    double left = below < -FAR ? 0 : cumulative(below);
    double right = above > FAR ? 0 : cumulative(-above);
    return Math.max(LEAST_MASS, 1 - left - right);
  }

  /** The part of the standard law that lies below a place. */
  static double cumulative(double place) {
    return Erfc.value(-place / SQRT_2) / 2;
  }
}
