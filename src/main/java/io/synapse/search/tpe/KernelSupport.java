package io.synapse.search.tpe;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.space.Distribution.QuantileInterval;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * The line on which a number's kernels lie: the axis's own coordinates, from 0 to 1, or standard
 * deviations from the mean where the law is normal.
 *
 * @param axis the number
 * @param isStepped whether it has a step, so that an interval stands for each value
 * @param low where the line begins
 * @param high where it ends
 * @param priorMean where the kernel of the prior law lies
 * @param priorDeviation its width, which is also the widest that any kernel is
 */
record KernelSupport(
    CoordinateAxis axis,
    boolean isStepped,
    double low,
    double high,
    double priorMean,
    double priorDeviation) {

  private static final NormalDistribution STANDARD = new NormalDistribution();

  /** Beyond this a share of the law is no different from 0 or 1. */
  private static final double FARTHEST = 8;

  static KernelSupport of(CoordinateAxis axis) {
    return axis.isNormal()
        ? new KernelSupport(axis, axis.isStepped(), -FARTHEST, FARTHEST, 0, 1)
        : new KernelSupport(axis, axis.isStepped(), 0, 1, 0.5, 1);
  }

  /** The place of a coordinate. */
  double of(double coordinate) {
    if (!axis.isNormal()) {
      return coordinate;
    }
    double within = Math.max(Double.MIN_NORMAL, Math.min(1 - Math.ulp(0.5), coordinate));
    return Math.max(low, Math.min(high, STANDARD.inverseCumulativeProbability(within)));
  }

  /** The coordinate of a place. */
  double coordinate(double place) {
    return axis.isNormal() ? STANDARD.cumulativeProbability(place) : place;
  }

  /** The places that stand for the same number as a coordinate. */
  Interval interval(double coordinate) {
    QuantileInterval shares = axis.shares(coordinate);
    return new Interval(of(shares.low()), of(shares.high()));
  }

  /** A part of a line. */
  record Interval(double low, double high) {}
}
