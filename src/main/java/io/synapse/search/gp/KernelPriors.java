package io.synapse.search.gp;

import java.util.Arrays;

/**
 * The prior distributions of kernel parameters and the bounds of their fit, for standardised
 * losses. All three priors are log-normal; locations and spreads are the means and standard
 * deviations of the logarithm.
 *
 * @param lengthScaleLocation the location for each length scale
 * @param lengthScaleSpread the spread for each length scale
 * @param amplitudeSpread the spread of the amplitude, whose location is 0
 * @param noiseLocation the location of the noise variance
 * @param noiseSpread the spread of the noise variance
 * @param minNoise the lower bound of the noise variance
 */
record KernelPriors(
    double lengthScaleLocation,
    double lengthScaleSpread,
    double amplitudeSpread,
    double noiseLocation,
    double noiseSpread,
    double minNoise) {

  private static final double MIN_LENGTH_SCALE = 5e-3;
  private static final double MAX_LENGTH_SCALE = 1e3;
  private static final double MAX_AMPLITUDE = 1e2;
  private static final double MAX_NOISE = 4;

  /** Weakly informative priors. */
  static KernelPriors weak() {
    return new KernelPriors(Math.log(1.5), 1, 0.5, -4, 2, 1e-6);
  }

  /**
   * Priors under which the expected complexity of the function does not grow with the number of
   * dimensions D: length scales are proportional to √D (Hvarfner et al. 2024, section 5.1). The
   * mode is close to that of the paper, 0.22 √D instead of 0.2 √D. The spread is 1 instead of √3,
   * which performed no worse on the Hartmann, Ackley, Rosenbrock and Lévy functions.
   */
  static KernelPriors dimensionScaled(int dimensions) {
    double location = Math.log(Math.max(1, dimensions)) / 2 - 0.5;
    return new KernelPriors(location, 1, 0.5, -4, 2, 1e-6);
  }

  /** The lower bounds of the logarithms, in the order of {@link KernelParameters}. */
  double[] lowerBounds(int dimensions) {
    return parameters(
        dimensions, Math.log(MIN_LENGTH_SCALE), -Math.log(MAX_AMPLITUDE), Math.log(minNoise));
  }

  /** The upper bounds of the logarithms, in the same order. */
  double[] upperBounds(int dimensions) {
    return parameters(
        dimensions, Math.log(MAX_LENGTH_SCALE), Math.log(MAX_AMPLITUDE), Math.log(MAX_NOISE));
  }

  /** The logarithms of the medians, where a fit starts. */
  double[] medians(int dimensions) {
    return parameters(
        dimensions, lengthScaleLocation, 0, Math.max(noiseLocation, Math.log(minNoise)));
  }

  /**
   * The negative logarithm of the prior density, up to a constant. It is the density of the
   * parameters, not of their logarithms, so that it is highest at the modes of the priors.
   *
   * @param gradient its derivatives with respect to the logarithms are added to this
   */
  double negativeLogDensity(double[] logarithms, double[] gradient) {
    int dimensions = logarithms.length - 2;
    double sum = 0;
    for (int i = 0; i < dimensions; i++) {
      sum += negativeLogDensity(logarithms, i, lengthScaleLocation, lengthScaleSpread, gradient);
    }
    sum += negativeLogDensity(logarithms, dimensions, 0, amplitudeSpread, gradient);
    return sum
        + negativeLogDensity(logarithms, dimensions + 1, noiseLocation, noiseSpread, gradient);
  }

  private static double negativeLogDensity(
      double[] logarithms, int index, double location, double spread, double[] gradient) {
    double deviation = (logarithms[index] - location) / spread;
    gradient[index] += deviation / spread + 1;
    return deviation * deviation / 2 + logarithms[index];
  }

  private static double[] parameters(
      int dimensions, double lengthScale, double amplitude, double noise) {
    double[] all = new double[dimensions + 2];
    Arrays.fill(all, 0, dimensions, lengthScale);
    all[dimensions] = amplitude;
    all[dimensions + 1] = noise;
    return all;
  }
}
