package io.synapse.search.gp;

import java.util.Arrays;

/**
 * Transforms losses to a scale that a Gaussian process can model: it caps the bad tail, applies a
 * power transform towards a normal distribution (Yeo and Johnson 2000; used for this purpose by
 * Cowen-Rivers et al. 2022), and standardises to mean 0 and variance 1. The transform is monotone
 * and finite for all finite losses. Immutable.
 */
final class LossScale {

  private static final int MIN_TRANSFORMED = 5;
  private static final int CAP_TRIALS = 20;
  private static final double FENCE = 8;
  private static final double MIN_POWER = -2;
  private static final int POWER_STEPS = 30;

  private final double centre;
  private final double cap;
  private final double unit;
  private final double power;
  private final double mean;
  private final double deviation;
  private final double worst;

  /**
   * Fits the scale to losses.
   *
   * @param losses at least one, all finite, in the order of the trials' numbers
   */
  LossScale(double[] losses) {
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    centre = sorted[sorted.length / 2];
    cap = cap(losses);
    unit = unit(sorted);
    double[] units = Arrays.stream(sorted).map(this::normalized).toArray();
    power = sorted.length < MIN_TRANSFORMED ? 1 : bestPower(units);
    double[] values = Arrays.stream(units).map(value -> transformed(value, power)).toArray();
    mean = mean(values);
    double variance = variance(values, mean);
    deviation = variance > 0 ? Math.sqrt(variance) : 1;
    worst = transform(sorted[sorted.length - 1]);
  }

  /** The transformed loss. */
  double transform(double loss) {
    return (transformed(normalized(loss), power) - mean) / deviation;
  }

  /** The worst of the transformed losses, which stands in for the loss of a failed trial. */
  double worst() {
    return worst;
  }

  /**
   * An upper fence for losses, whose distance from the median is a multiple of the distance between
   * the median and the best. It depends on the first losses only, because later ones cluster around
   * an optimum and are not representative.
   */
  private static double cap(double[] losses) {
    double[] first = Arrays.copyOf(losses, Math.min(CAP_TRIALS, losses.length));
    Arrays.sort(first);
    double middle = first[first.length / 2];
    double spread = middle / 2 - first[0] / 2;
    double cap = middle + 2 * FENCE * spread;
    return spread > 0 && cap < Double.MAX_VALUE ? cap : Double.MAX_VALUE;
  }

  /**
   * The root mean square of the distances from the centre. All distances are halved because a
   * difference of two losses may overflow.
   */
  private double unit(double[] sorted) {
    double largest = 0;
    for (double loss : sorted) {
      largest = Math.max(largest, Math.abs(halfDistance(loss)));
    }
    if (largest == 0) {
      return 1;
    }
    double sum = 0;
    for (double loss : sorted) {
      sum += Math.pow(halfDistance(loss) / largest, 2);
    }
    return Math.max(Double.MIN_NORMAL, largest * Math.sqrt(sum / sorted.length));
  }

  private double halfDistance(double loss) {
    return Math.min(loss, cap) / 2 - centre / 2;
  }

  private double normalized(double loss) {
    return halfDistance(loss) / unit;
  }

  /**
   * The power with the highest likelihood, among those up to 1, which do not compress the good
   * losses.
   */
  private static double bestPower(double[] units) {
    double best = 1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= POWER_STEPS; i++) {
      double candidate = 1 - i * (1 - MIN_POWER) / POWER_STEPS;
      double likelihood = likelihood(units, candidate);
      if (likelihood > highest) {
        highest = likelihood;
        best = candidate;
      }
    }
    return best;
  }

  private static double likelihood(double[] units, double power) {
    double[] values = new double[units.length];
    double logJacobian = 0;
    for (int i = 0; i < units.length; i++) {
      values[i] = transformed(units[i], power);
      logJacobian += Math.signum(units[i]) * Math.log1p(Math.abs(units[i]));
    }
    double variance = variance(values, mean(values));
    return variance > 0
        ? (power - 1) * logJacobian - units.length * Math.log(variance) / 2
        : Double.NEGATIVE_INFINITY;
  }

  private static double transformed(double value, double power) {
    return value >= 0 ? boxCox(value, power) : -boxCox(-value, 2 - power);
  }

  private static double boxCox(double positive, double power) {
    double logarithm = Math.log1p(positive);
    return Math.abs(power) < 1e-9 ? logarithm : Math.expm1(power * logarithm) / power;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double variance(double[] values, double mean) {
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0);
  }
}
