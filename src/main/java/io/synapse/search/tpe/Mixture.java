package io.synapse.search.tpe;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A weighted sum of kernels, each the product of one kernel for every coordinate. Not thread-safe.
 */
final class Mixture {

  /** Kernels with logarithms this far below the highest add nothing. */
  private static final double FAR = 20;

  private final List<AxisKernels> axes;
  private final double[] logWeights;
  private final double[] weightsUpTo;
  private final double[] sums;

  /**
   * A mixture.
   *
   * @param axes each with one kernel for every weight
   * @param weights above 0; their sum is taken for one
   */
  Mixture(List<AxisKernels> axes, double[] weights) {
    this.axes = axes;
    this.weightsUpTo = new double[weights.length];
    this.logWeights = new double[weights.length];
    this.sums = new double[weights.length];
    double sum = 0;
    for (int kernel = 0; kernel < weights.length; kernel++) {
      sum += weights[kernel];
      weightsUpTo[kernel] = sum;
    }
    for (int kernel = 0; kernel < weights.length; kernel++) {
      logWeights[kernel] = Math.log(weights[kernel] / sum);
    }
  }

  /** Draws the coordinates of a configuration. */
  double[] sample(RandomGenerator random) {
    int kernel = kernelAt(random.nextDouble() * weightsUpTo[weightsUpTo.length - 1]);
    double[] point = new double[axes.size()];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = axes.get(axis).sample(kernel, random);
    }
    return point;
  }

  private int kernelAt(double weight) {
    int kernel = 0;
    while (kernel < weightsUpTo.length - 1 && weightsUpTo[kernel] <= weight) {
      kernel++;
    }
    return kernel;
  }

  /** The logarithm of the density. */
  double logDensity(double[] point) {
    System.arraycopy(logWeights, 0, sums, 0, sums.length);
    for (int axis = 0; axis < point.length; axis++) {
      axes.get(axis).addLogDensities(point[axis], sums);
    }
    double highest = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      highest = Math.max(highest, sum);
    }
    double total = 0;
    for (double sum : sums) {
      total += sum > highest - FAR ? Math.exp(sum - highest) : 0;
    }
    return highest + Math.log(total);
  }
}
