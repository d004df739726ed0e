package io.synapse.search.tpe;

import io.synapse.search.model.Axis;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * A number's kernels: normal laws on a line, cut off where it ends. The density of a value with a
 * step is its probability, the integral over the places that stand for it.
 */
final class NumberKernels implements AxisKernels {

  private static final double SQRT_2 = Math.sqrt(2);
  private static final double LOG_SQRT_2_PI = Math.log(2 * Math.PI) / 2;

  /** In standard deviations: what lies beyond is next to nothing. */
  private static final double FAR = 8;

  /** In standard deviations: the density of narrower intervals is that of their middle. */
  private static final double NARROW = 0.2;

  private static final double LEAST = 1e-300;
  private static final int MOST_DRAWS = 100;

  private final Line line;
  private final double[] means;
  private final double[] deviations;

  /** One by the deviations: the division would be most of the work. */
  private final double[] precisions;

  /** The logarithm of the density at the mean. */
  private final double[] logHeights;

  NumberKernels(Line line, double[] means, double[] deviations) {
    this.line = line;
    this.means = means;
    this.deviations = deviations;
    this.precisions = new double[means.length];
    this.logHeights = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      precisions[i] = 1 / deviations[i];
      logHeights[i] = -Math.log(deviations[i] * mass(i)) - LOG_SQRT_2_PI;
    }
  }

  /** The part of a kernel that lies on the line. */
  private double mass(int kernel) {
    double below = (line.low() - means[kernel]) * precisions[kernel];
    double above = (line.high() - means[kernel]) * precisions[kernel];
    double left = below < -FAR ? 0 : cumulative(below);
    double right = above > FAR ? 0 : cumulative(-above);
    return Math.max(LEAST, 1 - left - right);
  }

  @Override
  public double sample(int kernel, RandomGenerator random) {
    double coordinate = line.coordinate(place(kernel, random));
    Axis axis = line.axis();
    return axis.isStepped() ? axis.of(axis.value(coordinate)) : coordinate;
  }

  private double place(int kernel, RandomGenerator random) {
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      double place = means[kernel] + deviations[kernel] * random.nextGaussian();
      if (place >= line.low() && place <= line.high()) {
        return place;
      }
    }
    return means[kernel];
  }

  @Override
  public void addLogDensities(double coordinate, double[] sums) {
    if (line.axis().isStepped()) {
      addLogProbabilities(line.interval(coordinate), sums);
      return;
    }
    double place = line.of(coordinate);
    for (int kernel = 0; kernel < means.length; kernel++) {
      double distance = (place - means[kernel]) * precisions[kernel];
      sums[kernel] += logHeights[kernel] - 0.5 * distance * distance;
    }
  }

  private void addLogProbabilities(Line.Interval interval, double[] sums) {
    double width = interval.high() - interval.low();
    double middle = interval.low() + width / 2;
    double logWidth = Math.log(Math.max(LEAST, width));
    for (int kernel = 0; kernel < means.length; kernel++) {
      double distance = Math.abs(middle - means[kernel]) / deviations[kernel];
      double half = width / 2 / deviations[kernel];
      double logMean =
          half < NARROW || distance - half > FAR
              ? -Math.pow(half < NARROW ? distance : distance - half, 2) / 2
              : logMean(distance, half);
      sums[kernel] += logHeights[kernel] + logMean + logWidth;
    }
  }

  /** The logarithm of a kernel's mean height over an interval, in parts of its greatest. */
  private static double logMean(double distance, double half) {
    double probability = cumulative(half - distance) - cumulative(-half - distance);
    return Math.log(Math.max(LEAST, probability)) + LOG_SQRT_2_PI - Math.log(2 * half);
  }

  private static double cumulative(double deviations) {
    return Erfc.value(-deviations / SQRT_2) / 2;
  }
}
