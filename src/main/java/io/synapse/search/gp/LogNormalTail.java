package io.synapse.search.gp;

import org.hipparchus.special.Erf;

/**
 * Logarithms of functions of the standard normal distribution that stay accurate far below its
 * mean, where the plain formulas underflow or cancel: log h of Ament et al. 2023 (section 4.1),
 * with h(z) = φ(z) + z Φ(z), and log Φ. There both are computed from Laplace's continued fraction
 * of Mills' ratio, (1 − Φ(t)) / φ(t) = 1 / (t + 1 / (t + 2 / (t + …))), which involves no
 * difference of nearly equal numbers.
 */
final class LogNormalTail {

  /** Below this the fraction needs few terms and the plain formula loses digits. */
  private static final double FRACTION_BELOW = -4;

  private static final int TERMS = 60;
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  private LogNormalTail() {}

  /** log (φ(z) + z Φ(z)). */
  static double logImprovement(double z) {
    if (z > FRACTION_BELOW) {
      return Math.log(density(z) + z * cumulative(z));
    }
    double fraction = tailFraction(-z);
    return logDensity(z) + Math.log(fraction) - Math.log(fraction - z);
  }

  /** The derivative of {@link #logImprovement}. */
  static double logImprovementDerivative(double z) {
    return z > FRACTION_BELOW
        ? cumulative(z) / (density(z) + z * cumulative(z))
        : 1 / tailFraction(-z);
  }

  /** log Φ(z). */
  static double logCumulative(double z) {
    return z > FRACTION_BELOW
        ? Math.log(cumulative(z))
        : logDensity(z) - Math.log(tailFraction(-z) - z);
  }

  /** The derivative of {@link #logCumulative}. */
  static double logCumulativeDerivative(double z) {
    return z > FRACTION_BELOW ? density(z) / cumulative(z) : tailFraction(-z) - z;
  }

  /** 1 / (t + 2 / (t + 3 / …)), which is the reciprocal of Mills' ratio minus t. */
  private static double tailFraction(double t) {
    double fraction = t;
    for (int i = TERMS; i > 1; i--) {
      fraction = t + i / fraction;
    }
    return 1 / fraction;
  }

  private static double density(double z) {
    return Math.exp(logDensity(z));
  }

  private static double logDensity(double z) {
    return -z * z / 2 - HALF_LOG_TWO_PI;
  }

  private static double cumulative(double z) {
    return Erf.erfc(-z / Math.sqrt(2)) / 2;
  }
}
