package io.synapse.search.gp;

import java.util.Arrays;

/**
 * What is held of kernel parameters before anything is observed, and the bounds of their fit. All
 * three laws are log-normal; locations and spreads are those of the logarithm. Losses are expected
 * standardised.
 *
 * @param lengthLocation of each length scale
 * @param lengthSpread of each length scale
 * @param amplitudeSpread of the amplitude, whose location is 0
 * @param noiseLocation of the noise
 * @param noiseSpread of the noise
 * @param leastNoise the least noise
 */
record KernelPriors(
    double lengthLocation,
    double lengthSpread,
    double amplitudeSpread,
    double noiseLocation,
    double noiseSpread,
    double leastNoise) {

  private static final double LEAST_LENGTH = 5e-3;
  private static final double GREATEST_LENGTH = 1e3;
  private static final double GREATEST_AMPLITUDE = 1e2;
  private static final double GREATEST_NOISE = 4;

  /** Priors that leave most to the observations. */
  static KernelPriors weak() {
    return new KernelPriors(Math.log(1.5), 1, 0.5, -4, 2, 1e-6);
  }

  /**
   * Priors under which the function is as complex in many dimensions as in few: length scales grow
   * with the root of their number (Hvarfner et al. 2024, section 5.1). The most probable length is
   * about theirs, 0.22 √D in place of 0.2 √D; the spread is 1 in place of √3, which measured no
   * worse on Hartmann's, Ackley's, Rosenbrock's and Lévy's functions.
   */
  static KernelPriors scaled(int dimensions) {
    double location = Math.log(Math.max(1, dimensions)) / 2 - 0.5;
    return new KernelPriors(location, 1, 0.5, -4, 2, 1e-6);
  }

  /** The least logarithms, in the order of {@link KernelParameters}. */
  double[] lower(int dimensions) {
    return parameters(
        dimensions, Math.log(LEAST_LENGTH), -Math.log(GREATEST_AMPLITUDE), Math.log(leastNoise));
  }

  /** The greatest logarithms. */
  double[] upper(int dimensions) {
    return parameters(
        dimensions,
        Math.log(GREATEST_LENGTH),
        Math.log(GREATEST_AMPLITUDE),
        Math.log(GREATEST_NOISE));
  }

  /** Where a fit begins: the medians of the laws. */
  double[] medians(int dimensions) {
    return parameters(dimensions, lengthLocation, 0, Math.max(noiseLocation, Math.log(leastNoise)));
  }

  /**
   * The negative logarithm of the density, up to a constant, by parameters and not by their
   * logarithms, so that its greatest value is at the laws' modes; adds its derivatives by the
   * logarithms.
   */
  double penalty(double[] logarithms, double[] gradient) {
    int dimensions = logarithms.length - 2;
    double sum = 0;
    for (int i = 0; i < dimensions; i++) {
      sum += penalty(logarithms, i, lengthLocation, lengthSpread, gradient);
    }
    sum += penalty(logarithms, dimensions, 0, amplitudeSpread, gradient);
    return sum + penalty(logarithms, dimensions + 1, noiseLocation, noiseSpread, gradient);
  }

  private static double penalty(
      double[] logarithms, int index, double location, double spread, double[] gradient) {
    double deviation = (logarithms[index] - location) / spread;
    gradient[index] += deviation / spread + 1;
    return deviation * deviation / 2 + logarithms[index];
  }

  private static double[] parameters(
      int dimensions, double length, double amplitude, double noise) {
    double[] all = new double[dimensions + 2];
    Arrays.fill(all, 0, dimensions, length);
    all[dimensions] = amplitude;
    all[dimensions + 1] = noise;
    return all;
  }
}
