package io.synapse.search.gp;

import java.util.Arrays;

/** The constant mean of a Gaussian process. */
final class ConstantMean {

  private ConstantMean() {}

  /** The likeliest one: generalised least squares. */
  static double of(Triangle triangle, double[] targets) {
    double[] ones = new double[targets.length];
    Arrays.fill(ones, 1);
    triangle.solveLower(ones);
    double[] solved = triangle.solveLower(targets.clone());
    return Triangle.dot(ones, solved, ones.length) / Triangle.dot(ones, ones, ones.length);
  }
}
