package io.synapse.search.tpe;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A weighted sum of kernels, each the product of one kernel for every coordinate. Not thread-safe.
 */
final class Mixture implements Density {

  /** Kernels with logarithms this far below the highest add nothing. */
  private static final double FAR = 20;

  private final List<AxisKernels> axes;
  private final Weights weights;
  private final double[] logShares;
  private final double[] sums;

  /**
   * A mixture.
   *
   * @param axes each with one kernel for every weight
   */
  Mixture(List<AxisKernels> axes, Weights weights) {
    this.axes = axes;
    this.weights = weights;
    this.logShares = new double[weights.size()];
    this.sums = new double[weights.size()];
    for (int kernel = 0; kernel < logShares.length; kernel++) {
      logShares[kernel] = Math.log(weights.share(kernel));
    }
  }

  /** Draws the coordinates of a configuration. */
  double[] sample(RandomGenerator random) {
    int kernel = weights.draw(random);
    double[] point = new double[axes.size()];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = axes.get(axis).sample(kernel, random);
    }
    return point;
  }

  @Override
  public double logDensity(double[] point) {
    System.arraycopy(logShares, 0, sums, 0, sums.length);
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
