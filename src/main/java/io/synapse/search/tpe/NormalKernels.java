package io.synapse.search.tpe;

import io.synapse.search.model.CoordinateAxis;
import java.util.random.RandomGenerator;

/**
 * A number's kernels: normal laws on a line. The density of a value with a step is its probability,
 * the integral over the places that stand for it.
 */
final class NormalKernels implements AxisKernels {

  private static final double LOG_SQRT_2_PI = Math.log(2 * Math.PI) / 2;

  /** In standard deviations: the density of narrower intervals is that of their middle. */
  private static final double NARROW = 0.2;

  private static final double LEAST = 1e-300;
  private static final int MOST_DRAWS = 100;

  private final KernelSupport line;
  private final double[] means;
  private final double[] deviations;

  /** One by the deviations: the division would be most of the work. */
  private final double[] precisions;

  /** The logarithm of the density at the mean. */
  private final double[] logHeights;

  NormalKernels(TruncatedNormals bells) {
    this.line = bells.line();
    this.means = bells.means();
    this.deviations = bells.deviations();
    this.precisions = new double[means.length];
    this.logHeights = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      precisions[i] = 1 / deviations[i];
      logHeights[i] = -Math.log(bells.spread(i)) - LOG_SQRT_2_PI;
    }
  }

  @Override
  public double sample(int kernel, RandomGenerator random) {
    double coordinate = line.coordinate(place(kernel, random));
    CoordinateAxis axis = line.axis();
    return line.isStepped() ? axis.of(axis.value(coordinate)) : coordinate;
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
    if (line.isStepped()) {
      addLogProbabilities(line.interval(coordinate), sums);
      return;
    }
    double place = line.of(coordinate);
    for (int kernel = 0; kernel < means.length; kernel++) {
      double distance = (place - means[kernel]) * precisions[kernel];
      sums[kernel] += logHeights[kernel] - 0.5 * distance * distance;
    }
  }

  private void addLogProbabilities(KernelSupport.Interval interval, double[] sums) {
    double width = interval.high() - interval.low();
    double middle = interval.low() + width / 2;
    double logWidth = Math.log(Math.max(LEAST, width));
    for (int kernel = 0; kernel < means.length; kernel++) {
      double distance = Math.abs(middle - means[kernel]) / deviations[kernel];
      double half = width / 2 / deviations[kernel];
      double logMean =
          half < NARROW || distance - half > TruncatedNormals.FAR
              ? -Math.pow(half < NARROW ? distance : distance - half, 2) / 2
              : logMean(distance, half);
      sums[kernel] += logHeights[kernel] + logMean + logWidth;
    }
  }

  /** The logarithm of a kernel's mean height over an interval, in parts of its greatest. */
  private static double logMean(double distance, double half) {
    double probability =
        TruncatedNormals.cumulative(half - distance)
            - TruncatedNormals.cumulative(-half - distance);
    return Math.log(Math.max(LEAST, probability)) + LOG_SQRT_2_PI - Math.log(2 * half);
  }
}
