package io.synapse.search.model;

import io.synapse.space.Distribution;
import io.synapse.space.Distribution.QuantileInterval;
import io.synapse.space.Normal;
import io.synapse.space.OneOf;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.OptionalLong;

/**
 * Maps the values of one hyperparameter to coordinates and back. A number's coordinate is its
 * quantile in the dimension's distribution, from 0 to 1, so that logarithmic scales become linear;
 * for a number with a step it is the middle of the quantile interval. A category's coordinate is
 * the index of its option. Immutable.
 *
 * @param dimension the hyperparameter
 * @param options the distinct options of a category; empty for a number
 */
public record CoordinateAxis(SearchSpace.Dimension dimension, List<Object> options) {

  static CoordinateAxis of(SearchSpace.Dimension dimension) {
    return new CoordinateAxis(
        dimension,
        dimension.distribution() instanceof OneOf listed ? listed.distinctOptions() : List.of());
  }

  /** Whether the hyperparameter is a category, whose values have no order. */
  public boolean isCategorical() {
    return !options.isEmpty();
  }

  /**
   * Whether the distribution is normal, so that coordinates near 0 and 1 represent extreme values.
   */
  public boolean isNormal() {
    return distribution() instanceof Normal;
  }

  /** Whether the hyperparameter is a number with a step; integers have one. */
  public boolean isStepped() {
    return !isCategorical() && (distribution().effectiveStep().isPresent() || isCountable());
  }

  private boolean isCountable() {
    return distribution().cardinality().isPresent();
  }

  /** The number of values; empty if it is not finite. */
  public OptionalLong cardinality() {
    return distribution().cardinality();
  }

  /** The coordinate of a value. */
  public double coordinate(Object value) {
    if (!isCategorical()) {
      return distribution().shares(value).middle();
    }
    Object option = distribution().normalise(value);
    return options.indexOf(option);
  }

  /**
   * The value at a coordinate; for a number with a step, the one whose interval the coordinate lies
   * in.
   */
  public Object value(double coordinate) {
    return isCategorical()
        ? options.get((int) coordinate)
        : distribution().quantile(Math.max(0, Math.min(1, coordinate)));
  }

  /** The interval of coordinates that represent the same number as a coordinate. */
  public QuantileInterval interval(double coordinate) {
    return distribution().shares(value(coordinate));
  }

  private Distribution distribution() {
    return dimension.distribution();
  }
}
