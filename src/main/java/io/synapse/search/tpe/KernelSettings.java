package io.synapse.search.tpe;

/**
 * How observations become kernels. A number's kernel is as wide as the greater distance to its
 * neighbours (the adaptive Parzen estimator of Bergstra et al. 2011, section 4.2), at most as wide
 * as the prior law's and at least as wide as the rule says.
 *
 * @param priorWeight of the prior law's kernel; an observation's weight is 1
 * @param narrowest the least width
 * @param smoothing how much a category's kernels are smoothed
 */
record KernelSettings(double priorWeight, LeastWidth narrowest, Smoothing smoothing) {

  private static final int MOST_PARTS = 100;

  /** The least width, in parts of the prior law's. */
  @FunctionalInterface
  interface LeastWidth {
    double of(int kernels);
  }

  /** The part of a category's kernel that all options share. */
  @FunctionalInterface
  interface Smoothing {
    double of(int kernels, int options);
  }

  /**
   * For every hyperparameter on its own: widths that shrink with the number of kernels, and
   * categories that are counted.
   */
  static KernelSettings ofSingleAxes(double priorWeight) {
    return new KernelSettings(
        priorWeight, kernels -> 1.0 / Math.min(MOST_PARTS, kernels + 1), (kernels, options) -> 0);
  }

  /**
   * For all hyperparameters together: with a least width as Watanabe (2023, section 4) found it to
   * pay, and categories smoothed the more the fewer observations there are, as a kernel that knows
   * one option alone would forbid all others.
   */
  static KernelSettings ofJointAxes(double priorWeight) {
    double leastWidth = 0.03;
    return new KernelSettings(
        priorWeight,
        kernels -> leastWidth,
        (kernels, options) -> {
          double prior = priorWeight * options / kernels;
          return prior / (1 + prior);
        });
  }
}
