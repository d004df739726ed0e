package io.synapse.search.tpe;

import java.util.random.RandomGenerator;

/** The kernels of one coordinate: one for each observation, and the prior law's, which is last. */
interface AxisKernels {

  /** Draws the coordinate of a value from one kernel. */
  double sample(int kernel, RandomGenerator random);

  /**
   * Adds to every kernel's sum the logarithm of its density at a coordinate; of countable values,
   * of its probability.
   */
  void addLogDensities(double coordinate, double[] sums);

  /** A category's kernels: the observed option and, as far as they are smoothed, all others. */
  static final class CategoryKernels implements AxisKernels {

    private static final double LEAST = 1e-300;

    private final int options;
    private final double[] observed;
    private final double smoothing;

    /**
     * Kernels of a category.
     *
     * @param options how many there are
     * @param observed indices of options
     * @param smoothing the part of each kernel that all options share, from 0 to 1
     */
    CategoryKernels(int options, double[] observed, double smoothing) {
      this.options = options;
      this.observed = observed;
      this.smoothing = smoothing;
    }

    @Override
    public double sample(int kernel, RandomGenerator random) {
      boolean any = kernel == observed.length || random.nextDouble() < smoothing;
      return any ? random.nextInt(options) : observed[kernel];
    }

    @Override
    public void addLogDensities(double coordinate, double[] sums) {
      double miss = Math.log(Math.max(LEAST, smoothing / options));
      double hit = Math.log(1 - smoothing + smoothing / options);
      for (int kernel = 0; kernel < observed.length; kernel++) {
        sums[kernel] += observed[kernel] == coordinate ? hit : miss;
      }
      sums[observed.length] -= Math.log(options);
    }
  }
}
