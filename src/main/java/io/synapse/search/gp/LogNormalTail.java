package io.synapse.search.gp;

import org.hipparchus.special.Erf;

/**
 * Logarithms of what the standard normal law gives far below its mean, where the plain forms are
 * zero or cancel: log h of Ament et al. 2023 (section 4.1), with h(z) = φ(z) + z Φ(z), and log Φ.
 * There both follow from Laplace's continued fraction of Mills' ratio, (1 − Φ(t)) / φ(t) = 1 / (t +
 * 1 / (t + 2 / (t + …))), without a difference of near-equal numbers.
 */
final class LogNormalTail {

  /** From here down the fraction is used: it needs few terms, and the plain form loses digits. */
  private static final double FAR = -4;

  private static final int TERMS = 60;
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  private LogNormalTail() {}

  /** log (φ(z) + z Φ(z)). */
  static double logImprovement(double z) {
    if (z > FAR) {
      return Math.log(density(z) + z * cumulative(z));
    }
    double rest = rest(-z);
    return logDensity(z) + Math.log(rest) - Math.log(rest - z);
  }

  /** The derivative of {@link #logImprovement}. */
  static double logImprovementSlope(double z) {
    return z > FAR ? cumulative(z) / (density(z) + z * cumulative(z)) : 1 / rest(-z);
  }

  /** log Φ(z). */
  static double logCumulative(double z) {
    return z > FAR ? Math.log(cumulative(z)) : logDensity(z) - Math.log(rest(-z) - z);
  }

  /** The derivative of {@link #logCumulative}. */
  static double logCumulativeSlope(double z) {
    return z > FAR ? density(z) / cumulative(z) : rest(-z) - z;
  }

  /** 1 / (t + 2 / (t + 3 / …)): one over Mills' ratio, less t. */
  private static double rest(double t) {
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
