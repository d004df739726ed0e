package io.synapse.search.gp;

/** A function of several variables with its derivatives. */
@FunctionalInterface
interface Differentiable {

  /**
   * The value at a point.
   *
   * @param point not changed
   * @param gradient takes the derivatives
   */
  double at(double[] point, double[] gradient);
}
