package io.synapse.search.gp;

import java.util.Arrays;

/**
 * Losses on a scale that a Gaussian process can follow: the bad tail cut off, a power transform
 * towards the normal law (Yeo and Johnson 2000; for this purpose Cowen-Rivers et al. 2022), then
 * mean 0 and variance 1. Monotone, so that better stays better, and finite for all finite losses.
 */
final class LossScale {

  private static final int FEW = 5;
  private static final int FIRST = 20;
  private static final double FENCE = 8;
  private static final double LEAST_POWER = -2;
  private static final int POWERS = 30;

  private final double centre;
  private final double cap;
  private final double unit;
  private final double power;
  private final double mean;
  private final double deviation;
  private final double worst;

  /**
   * The scale of some losses.
   *
   * @param losses at least one, finite, in the order of the trials
   */
  LossScale(double[] losses) {
    double[] sorted = losses.clone();
    Arrays.sort(sorted);
    centre = sorted[sorted.length / 2];
    cap = cap(losses);
    unit = unit(sorted);
    double[] units = Arrays.stream(sorted).map(this::inUnits).toArray();
    power = sorted.length < FEW ? 1 : bestPower(units);
    double[] powered = Arrays.stream(units).map(value -> powered(value, power)).toArray();
    mean = mean(powered);
    double variance = variance(powered, mean);
    deviation = variance > 0 ? Math.sqrt(variance) : 1;
    worst = of(sorted[sorted.length - 1]);
  }

  /** A loss on the scale. */
  double of(double loss) {
    return (powered(inUnits(loss), power) - mean) / deviation;
  }

  /** The worst of the losses on the scale: what a trial without one counts as. */
  double worst() {
    return worst;
  }

  /**
   * A fence on the bad side, as far from the middle as some times the way to the best, of the first
   * losses alone: later ones crowd around an optimum, and are no measure of what is usual.
   */
  private static double cap(double[] losses) {
    double[] first = Arrays.copyOf(losses, Math.min(FIRST, losses.length));
    Arrays.sort(first);
    double middle = first[first.length / 2];
    double half = middle / 2 - first[0] / 2;
    double cap = middle + 2 * FENCE * half;
    return half > 0 && cap < Double.MAX_VALUE ? cap : Double.MAX_VALUE;
  }

  /** The root mean square of what lies around the centre; halves, as differences may overflow. */
  private double unit(double[] sorted) {
    double largest = 0;
    for (double loss : sorted) {
      largest = Math.max(largest, Math.abs(half(loss)));
    }
    if (largest == 0) {
      return 1;
    }
    double sum = 0;
    for (double loss : sorted) {
      sum += Math.pow(half(loss) / largest, 2);
    }
    return Math.max(Double.MIN_NORMAL, largest * Math.sqrt(sum / sorted.length));
  }

  private double half(double loss) {
    return Math.min(loss, cap) / 2 - centre / 2;
  }

  private double inUnits(double loss) {
    return half(loss) / unit;
  }

  /** The likeliest power among some that do not press the good losses together. */
  private static double bestPower(double[] units) {
    double best = 1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= POWERS; i++) {
      double candidate = 1 - i * (1 - LEAST_POWER) / POWERS;
      double likelihood = likelihood(units, candidate);
      if (likelihood > highest) {
        highest = likelihood;
        best = candidate;
      }
    }
    return best;
  }

  private static double likelihood(double[] units, double power) {
    double[] powered = new double[units.length];
    double stretch = 0;
    for (int i = 0; i < units.length; i++) {
      powered[i] = powered(units[i], power);
      stretch += Math.signum(units[i]) * Math.log1p(Math.abs(units[i]));
    }
    double variance = variance(powered, mean(powered));
    return variance > 0
        ? (power - 1) * stretch - units.length * Math.log(variance) / 2
        : Double.NEGATIVE_INFINITY;
  }

  private static double powered(double value, double power) {
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
