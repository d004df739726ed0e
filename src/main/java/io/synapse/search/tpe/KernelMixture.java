package io.synapse.search.tpe;

import io.synapse.search.tpe.DensityRatio.ObservationDensity;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A weighted sum of kernels, each the product of one kernel for every coordinate. Not thread-safe.
 */
final class KernelMixture implements ObservationDensity {

  /** Kernels with logarithms this far below the highest add nothing. */
  private static final double FAR = 20;

  private final List<AxisKernels> axes;
  private final KernelWeights weights;
  private final double[] logShares;
  private final double[] sums;

  /**
   * A mixture.
   *
   * @param axes each with one kernel for every weight
   */
  KernelMixture(List<AxisKernels> axes, KernelWeights weights) {
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

  /** What kernels count for: one for each observation, and the prior law's, which is last. */
  static final class KernelWeights {

    private final double[] weights;
    private final double[] upTo;

    /**
     * Weights of kernels, all above 0; their sum is taken for one.
     *
     * @param observed of the observations
     * @param prior of the prior law
     */
    KernelWeights(double[] observed, double prior) {
      this.weights = Arrays.copyOf(observed, observed.length + 1);
      weights[observed.length] = prior;
      this.upTo = new double[weights.length];
      double sum = 0;
      for (int kernel = 0; kernel < weights.length; kernel++) {
        sum += weights[kernel];
        upTo[kernel] = sum;
      }
    }

    int size() {
      return weights.length;
    }

    /** The part of a kernel in all of them. */
    double share(int kernel) {
      return weights[kernel] / upTo[upTo.length - 1];
    }

    /** Draws a kernel. */
    int draw(RandomGenerator random) {
      double weight = random.nextDouble() * upTo[upTo.length - 1];
      int kernel = 0;
      while (kernel < upTo.length - 1 && upTo[kernel] <= weight) {
        kernel++;
      }
      return kernel;
    }
  }
}
