package io.synapse.search.gp;

/**
 * What a fit settles. The array is shared and must not be changed.
 *
 * @param lengths the length scale of each coordinate, above 0
 * @param amplitude the variance of the function, above 0
 * @param noise the variance of what is observed beside the function, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KernelParameters(double[] lengths, double amplitude, double noise) {

  /** From their logarithms, in the order of the components. */
  static KernelParameters ofLogarithms(double[] logarithms) {
    int dimensions = logarithms.length - 2;
    double[] lengths = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      lengths[i] = Math.exp(logarithms[i]);
    }
    return new KernelParameters(
        lengths, Math.exp(logarithms[dimensions]), Math.exp(logarithms[dimensions + 1]));
  }
}
