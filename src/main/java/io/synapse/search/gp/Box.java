package io.synapse.search.gp;

/**
 * Bounds of several variables. The arrays are shared and must not be changed.
 *
 * @param lower the least values
 * @param upper the greatest values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Box(double[] lower, double[] upper) {

  /** The nearest point within. */
  double[] nearest(double[] point) {
    double[] within = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      within[i] = Math.max(lower[i], Math.min(upper[i], point[i]));
    }
    return within;
  }

  /** Whether a step against the gradient would leave the box in this variable. */
  boolean holds(int variable, double value, double derivative) {
    return derivative > 0 ? value <= lower[variable] : value >= upper[variable];
  }
}
