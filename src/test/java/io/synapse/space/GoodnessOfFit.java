package io.synapse.space;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Whether samples follow a law. Both tests reject samples of the right law with a probability of at
 * most {@link #FALSE_ALARM}; the limits follow from it and from the sample size.
 */
final class GoodnessOfFit {

  static final double FALSE_ALARM = 1e-6;

  private GoodnessOfFit() {}

  /** Kolmogorov-Smirnov: the greatest distance of the samples' distribution from the law's. */
  static double distance(double[] samples, DoubleUnaryOperator law) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double greatest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double expected = law.applyAsDouble(sorted[i]);
      double above = (i + 1.0) / sorted.length - expected;
      double below = expected - (double) i / sorted.length;
      greatest = Math.max(greatest, Math.max(above, below));
    }
    return greatest;
  }

  /** Dvoretzky-Kiefer-Wolfowitz with Massart's constant: P(D > d) is at most 2 exp(-2 n d²). */
  static double distanceLimit(int samples) {
    return Math.sqrt(Math.log(2 / FALSE_ALARM) / (2.0 * samples));
  }

  /**
   * Pearson's statistic of counts against probabilities; a value without probability is infinite.
   */
  static <T> double chiSquare(Map<T, Long> counts, Map<T, Double> law) {
    long samples = counts.values().stream().mapToLong(Long::longValue).sum();
    if (!law.keySet().containsAll(counts.keySet())) {
      return Double.POSITIVE_INFINITY;
    }
    return law.entrySet().stream()
        .mapToDouble(
            entry -> {
              double expected = entry.getValue() * samples;
              double difference = counts.getOrDefault(entry.getKey(), 0L) - expected;
              return difference * difference / expected;
            })
        .sum();
  }

  /** Laurent and Massart (2000), lemma 1: P(X > k + 2 √(k x) + 2 x) is at most exp(-x). */
  static double chiSquareLimit(int values) {
    double freedom = values - 1.0;
    double x = Math.log(1 / FALSE_ALARM);
    return freedom + 2 * Math.sqrt(freedom * x) + 2 * x;
  }

  /** The standard normal law by Marsaglia's series. */
  static double normal(double z) {
    if (Math.abs(z) > 8) {
      return z > 0 ? 1 : 0;
    }
    double term = z;
    double sum = z;
    for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
      term *= z * z / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
