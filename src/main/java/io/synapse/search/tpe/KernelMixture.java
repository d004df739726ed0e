package io.synapse.search.tpe;

import io.synapse.search.tpe.DensityRatio.ObservationDensity;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A weighted sum of kernels, each of which is the product of one kernel per axis. Not thread-safe.
 */
final class KernelMixture implements ObservationDensity {

  /** A kernel whose logarithm is this far below the highest is left out of the sum. */
  private static final double NEGLIGIBLE = 20;

  private final List<AxisKernels> axes;
  private final KernelWeights weights;
  private final double[] logWeights;
  private final double[] sums;

  /**
   * Creates a mixture.
   *
   * @param axes each with one kernel for every weight
   */
  KernelMixture(List<AxisKernels> axes, KernelWeights weights) {
    this.axes = axes;
    this.weights = weights;
    this.logWeights = new double[weights.size()];
    this.sums = new double[weights.size()];
    for (int kernel = 0; kernel < logWeights.length; kernel++) {
      logWeights[kernel] = Math.log(weights.normalized(kernel));
    }
  }

  /** Draws a point. */
  double[] sample(RandomGenerator random) {
    int kernel = weights.sample(random);
    double[] point = new double[axes.size()];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = axes.get(axis).sample(kernel, random);
    }
    return point;
  }

  @Override
  public double logDensity(double[] point) {
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
      total += sum > highest - NEGLIGIBLE ? Math.exp(sum - highest) : 0;
    }
    return highest + Math.log(total);
  }

  /** The weights of kernels: one for each observation, followed by that of the prior. */
  static final class KernelWeights {

    private final double[] weights;
    private final double[] cumulative;

    /**
     * Creates weights, all of which must be above 0. They need not add up to 1.
     *
     * @param observed the weights of the observations
     * @param prior the weight of the prior
     */
    KernelWeights(double[] observed, double prior) {
      this.weights = Arrays.copyOf(observed, observed.length + 1);
      weights[observed.length] = prior;
      this.cumulative = new double[weights.length];
      double sum = 0;
      for (int kernel = 0; kernel < weights.length; kernel++) {
        sum += weights[kernel];
        cumulative[kernel] = sum;
      }
    }

    int size() {
      return weights.length;
    }

    /** A kernel's weight divided by the sum of all weights. */
    double normalized(int kernel) {
      return weights[kernel] / cumulative[cumulative.length - 1];
    }

    /** Draws the index of a kernel in proportion to the weights. */
    int sample(RandomGenerator random) {
      double weight = random.nextDouble() * cumulative[cumulative.length - 1];
      int kernel = 0;
      while (kernel < cumulative.length - 1 && cumulative[kernel] <= weight) {
        kernel++;
      }
      return kernel;
    }
  }
}
