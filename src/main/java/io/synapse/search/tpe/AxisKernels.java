package io.synapse.search.tpe;

import java.util.random.RandomGenerator;

/** The kernels along one axis: one for each observation, followed by that of the prior. */
interface AxisKernels {

  /** Draws a coordinate from one kernel; it is the canonical coordinate of a value. */
  double sample(int kernel, RandomGenerator random);

  /**
   * Adds the logarithm of each kernel's density at a coordinate to the kernel's sum; for countable
   * values, that of its probability.
   */
  void addLogDensities(double coordinate, double[] sums);

  /**
   * The kernels of a category: each gives most probability to the observed option and, if smoothed,
   * some to all options.
   */
  static final class CategoryKernels implements AxisKernels {

    private static final double MIN_DENSITY = 1e-300;

    private final int options;
    private final double[] observed;
    private final double smoothing;

    /**
     * Creates the kernels of a category.
     *
     * @param options the number of options
     * @param observed the index of the option of each observation
     * @param smoothing the part of each kernel that is spread evenly over all options, from 0 to 1
     */
    CategoryKernels(int options, double[] observed, double smoothing) {
      this.options = options;
      this.observed = observed;
      this.smoothing = smoothing;
    }

    @Override
    public double sample(int kernel, RandomGenerator random) {
      boolean isUniform = kernel == observed.length || random.nextDouble() < smoothing;
      return isUniform ? random.nextInt(options) : observed[kernel];
    }

    @Override
    public void addLogDensities(double coordinate, double[] sums) {
      double logMiss = Math.log(Math.max(MIN_DENSITY, smoothing / options));
      double logHit = Math.log(1 - smoothing + smoothing / options);
      for (int kernel = 0; kernel < observed.length; kernel++) {
        sums[kernel] += observed[kernel] == coordinate ? logHit : logMiss;
      }
      sums[observed.length] -= Math.log(options);
    }
  }
}
