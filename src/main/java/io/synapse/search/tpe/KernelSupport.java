package io.synapse.search.tpe;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.space.Distribution.QuantileInterval;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The range on which the kernels of a numeric axis are defined. Positions on it are the axis's
 * coordinates, from 0 to 1, or, if the distribution is normal, standard deviations from the mean.
 *
 * @param axis the axis of a number
 * @param isStepped whether the number has a step, so that each value has an interval of positions
 * @param low the lowest position
 * @param high the highest position
 * @param priorMean the mean of the prior's kernel
 * @param priorDeviation the standard deviation of the prior's kernel, which is also the maximum for
 *     all kernels
 */
record KernelSupport(
    CoordinateAxis axis,
    boolean isStepped,
    double low,
    double high,
    double priorMean,
    double priorDeviation) {

  private static final NormalDistribution STANDARD = new NormalDistribution();

  /** The cumulative probability beyond this position is numerically 0 or 1. */
  private static final double MAX_POSITION = 8;

  static KernelSupport of(CoordinateAxis axis) {
    return axis.isNormal()
        ? new KernelSupport(axis, axis.isStepped(), -MAX_POSITION, MAX_POSITION, 0, 1)
        : new KernelSupport(axis, axis.isStepped(), 0, 1, 0.5, 1);
  }

  /** The position of a coordinate. */
  double position(double coordinate) {
    if (!axis.isNormal()) {
      return coordinate;
    }
    double clamped = Math.max(Double.MIN_NORMAL, Math.min(1 - Math.ulp(0.5), coordinate));
    return Math.max(low, Math.min(high, STANDARD.inverseCumulativeProbability(clamped)));
  }

  /** The coordinate of a position. */
  double coordinate(double position) {
    return axis.isNormal() ? STANDARD.cumulativeProbability(position) : position;
  }

  /** The interval of positions that represent the same number as a coordinate. */
  Interval interval(double coordinate) {
    QuantileInterval quantiles = axis.interval(coordinate);
    return new Interval(position(quantiles.low()), position(quantiles.high()));
  }

  /** An interval of positions. */
  record Interval(double low, double high) {}
}
