package io.synapse.search.tpe;

/**
 * How kernels are made from observations. A number's kernel is as wide as the greater distance to
 * its neighbours (the adaptive Parzen estimator of Bergstra et al. 2011, section 4.2), at most as
 * wide as the kernel of the prior and at least as wide as {@code minWidth}.
 *
 * @param priorWeight the weight of the prior's kernel; an observation's weight is 1
 * @param minWidth the minimum width of a number's kernel
 * @param smoothing how much a category's kernels are smoothed
 */
record KernelSettings(double priorWeight, MinWidth minWidth, Smoothing smoothing) {

  private static final int MAX_DIVISOR = 100;

  /** The minimum width of kernels relative to that of the prior, given the number of kernels. */
  @FunctionalInterface
  interface MinWidth {
    double of(int kernels);
  }

  /** The part of a category's kernel that is spread evenly over all options, from 0 to 1. */
  @FunctionalInterface
  interface Smoothing {
    double of(int kernels, int options);
  }

  /**
   * Settings for modelling every hyperparameter independently: the minimum width shrinks with the
   * number of kernels, and categories are not smoothed.
   */
  static KernelSettings independent(double priorWeight) {
    return new KernelSettings(
        priorWeight, kernels -> 1.0 / Math.min(MAX_DIVISOR, kernels + 1), (kernels, options) -> 0);
  }

  /**
   * Settings for modelling all hyperparameters jointly: a fixed minimum width as recommended by
   * Watanabe (2023, section 4), and categories that are smoothed more the fewer observations there
   * are, because an unsmoothed kernel would rule out all options but its own.
   */
  static KernelSettings multivariate(double priorWeight) {
    double minWidth = 0.03;
    return new KernelSettings(
        priorWeight,
        kernels -> minWidth,
        (kernels, options) -> {
          double prior = priorWeight * options / kernels;
          return prior / (1 + prior);
        });
  }
}
