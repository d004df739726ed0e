package io.synapse.space;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The values that one hyperparameter may take, and how likely each is. Immutable.
 *
 * <p>A value is a {@link Double} for real types, a {@link Long} for integer types, and one of the
 * options for {@code choice} and {@code grid_search}. Types with a step take multiples of it within
 * their bounds; a multiple is as likely as the values of the plain law that round to it, those just
 * outside the bounds included, so the outermost multiples are not halved.
 */
public sealed interface Distribution permits Numeric, OneOf {

  /** The documented type, such as {@code loguniform}. */
  String type();

  /** Draws a value. */
  Object sample(RandomGenerator random);

  /**
   * The value below which a share of the law lies. With shares that are uniformly distributed, its
   * values have the law of {@link #sample}: the way to and from the unit interval that model-based
   * searches take.
   *
   * @param share from 0 to 1
   */
  Object quantile(double share);

  /**
   * The shares that {@link #quantile} turns into a value.
   *
   * @throws IllegalArgumentException unless {@link #contains} the value
   */
  QuantileInterval shares(Object value);

  /**
   * Whether a value may be tried for this hyperparameter. Numbers compare by value, so 4.0 is the
   * integer 4, and rounding noise in a multiple of the step is forgiven.
   */
  boolean contains(Object value);

  /**
   * Brings a value to the form that {@link #sample} gives it.
   *
   * @throws IllegalArgumentException unless {@link #contains} the value
   */
  Object normalise(Object value);

  /**
   * How many values there are, {@link Long#MAX_VALUE} meaning that many or more; empty when they
   * are not countable or without bounds.
   */
  OptionalLong cardinality();

  /**
   * One of countable values, in their order.
   *
   * @param index from 0, below {@link #cardinality}
   * @throws IllegalStateException when the values are not countable
   */
  Object valueAt(long index);

  /** The step of a type with one, as given or by default. */
  Optional<Step> effectiveStep();

  /** Type and parameters for people: {@code quniform 0.0001..0.01 step 0.0001 (default)}. */
  String description();

  /** What a value must be, to put after "must be": {@code an integer from 5 to 15}. */
  String rule();

  /**
   * The part of a law that gives one value: every share between the two ends, in the sense of
   * {@link Distribution#quantile}. Both ends are the same where values are not countable.
   *
   * @param low the least share, from 0
   * @param high the greatest share, to 1
   */
  public record QuantileInterval(double low, double high) {

    /** Every share: there is one value. */
    static final QuantileInterval ALL = new QuantileInterval(0, 1);

    /** Shares within 0 and 1, whatever rounding made of them. */
    static QuantileInterval of(double low, double high) {
      double least = Math.max(0, Math.min(1, low));
      return new QuantileInterval(least, Math.max(least, Math.min(1, high)));
    }

    /** The share in the middle. */
    public double middle() {
      return low + (high - low) / 2;
    }
  }
}
