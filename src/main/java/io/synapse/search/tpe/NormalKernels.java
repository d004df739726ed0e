package io.synapse.search.tpe;

import io.synapse.search.model.CoordinateAxis;
import java.util.random.RandomGenerator;

/**
 * The kernels of a numeric axis: truncated normal distributions. For a number with a step they give
 * probabilities, the integrals of the density over the positions that represent a value.
 */
final class NormalKernels implements AxisKernels {

  private static final double LOG_SQRT_2_PI = Math.log(2 * Math.PI) / 2;

  /**
   * Intervals of less than this half width, in standard deviations, are integrated by the density
   * at their middle.
   */
  private static final double NARROW_INTERVAL = 0.2;

  private static final double MIN_DENSITY = 1e-300;
  private static final int MAX_DRAWS = 100;

  private final KernelSupport support;
  private final double[] means;
  private final double[] deviations;

  /** The reciprocals of the deviations, because divisions would dominate the run time. */
  private final double[] precisions;

  /** The logarithm of the density at the mean. */
  private final double[] logHeights;

  NormalKernels(TruncatedNormals normals) {
    this.support = normals.support();
    this.means = normals.means();
    this.deviations = normals.deviations();
    this.precisions = new double[means.length];
    this.logHeights = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      precisions[i] = 1 / deviations[i];
      logHeights[i] = -Math.log(normals.normalization(i)) - LOG_SQRT_2_PI;
    }
  }

  @Override
  public double sample(int kernel, RandomGenerator random) {
    double coordinate = support.coordinate(samplePosition(kernel, random));
    CoordinateAxis axis = support.axis();
    return support.isStepped() ? axis.coordinate(axis.value(coordinate)) : coordinate;
  }

  private double samplePosition(int kernel, RandomGenerator random) {
    for (int draw = 0; draw < MAX_DRAWS; draw++) {
      double position = means[kernel] + deviations[kernel] * random.nextGaussian();
      if (position >= support.low() && position <= support.high()) {
        return position;
      }
    }
    return means[kernel];
  }

  @Override
  public void addLogDensities(double coordinate, double[] sums) {
    if (support.isStepped()) {
      addLogProbabilities(support.interval(coordinate), sums);
      return;
    }
    double position = support.position(coordinate);
    for (int kernel = 0; kernel < means.length; kernel++) {
      double distance = (position - means[kernel]) * precisions[kernel];
      sums[kernel] += logHeights[kernel] - 0.5 * distance * distance;
    }
  }

  private void addLogProbabilities(KernelSupport.Interval interval, double[] sums) {
    double width = interval.high() - interval.low();
    double middle = interval.low() + width / 2;
    double logWidth = Math.log(Math.max(MIN_DENSITY, width));
    for (int kernel = 0; kernel < means.length; kernel++) {
      double distance = Math.abs(middle - means[kernel]) / deviations[kernel];
      double halfWidth = width / 2 / deviations[kernel];
      double logMean =
          halfWidth < NARROW_INTERVAL || distance - halfWidth > TruncatedNormals.MAX_DEVIATIONS
              ? -Math.pow(halfWidth < NARROW_INTERVAL ? distance : distance - halfWidth, 2) / 2
              : logMean(distance, halfWidth);
      sums[kernel] += logHeights[kernel] + logMean + logWidth;
    }
  }

  /**
   * The logarithm of a kernel's mean density over an interval, relative to the density at its mean.
   */
  private static double logMean(double distance, double halfWidth) {
    double probability =
        TruncatedNormals.cumulative(halfWidth - distance)
            - TruncatedNormals.cumulative(-halfWidth - distance);
    return Math.log(Math.max(MIN_DENSITY, probability)) + LOG_SQRT_2_PI - Math.log(2 * halfWidth);
  }
}
