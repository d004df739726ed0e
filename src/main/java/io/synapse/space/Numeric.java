package io.synapse.space;

import java.util.OptionalDouble;

/** Numbers: a value can be changed a little. */
public sealed interface Numeric extends Distribution permits RealRange, IntegerRange, Normal {

  /**
   * The value that is nearest to a number, in the form that {@link #sample} gives it.
   *
   * @param number a finite number
   */
  Object nearest(double number);

  /** The distance of neighbouring values; empty when there is a value between any two. */
  OptionalDouble spacing();
}
