package io.synapse.search.model;

import io.synapse.space.Distribution;
import io.synapse.space.Distribution.QuantileInterval;
import io.synapse.space.Normal;
import io.synapse.space.OneOf;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.OptionalLong;

/**
 * One hyperparameter as a coordinate. A number's coordinate is its share of its law, from 0 to 1,
 * so that logarithmic scales are straight; of a number with a step, the middle of its shares. A
 * category's coordinate is the index of its option. Immutable.
 *
 * @param dimension the hyperparameter
 * @param options the different options of a category; empty for a number
 */
public record CoordinateAxis(SearchSpace.Dimension dimension, List<Object> options) {

  static CoordinateAxis of(SearchSpace.Dimension dimension) {
    return new CoordinateAxis(
        dimension,
        dimension.distribution() instanceof OneOf listed ? listed.distinctOptions() : List.of());
  }

  /** Whether its values have no order. */
  public boolean isCategorical() {
    return !options.isEmpty();
  }

  /** Whether its law is normal: coordinates near 0 and 1 stand for values far out. */
  public boolean isNormal() {
    return distribution() instanceof Normal;
  }

  /** Whether it is a number with a step, integers included. */
  public boolean isStepped() {
    return !isCategorical() && (distribution().effectiveStep().isPresent() || isCountable());
  }

  private boolean isCountable() {
    return distribution().cardinality().isPresent();
  }

  /** How many values there are; empty when they are not countable. */
  public OptionalLong cardinality() {
    return distribution().cardinality();
  }

  /** The coordinate of a value. */
  public double of(Object value) {
    if (!isCategorical()) {
      return distribution().shares(value).middle();
    }
    Object option = distribution().normalise(value);
    return options.indexOf(option);
  }

  /** The value at a coordinate; the nearest one where there are steps. */
  public Object value(double coordinate) {
    return isCategorical()
        ? options.get((int) coordinate)
        : distribution().quantile(Math.max(0, Math.min(1, coordinate)));
  }

  /** The coordinates that stand for the same number as this one. */
  public QuantileInterval shares(double coordinate) {
    return distribution().shares(value(coordinate));
  }

  private Distribution distribution() {
    return dimension.distribution();
  }
}
