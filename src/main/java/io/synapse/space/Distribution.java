package io.synapse.space;

import java.util.random.RandomGenerator;

/** The values that one hyperparameter may take, and how likely each is. Immutable. */
public interface Distribution {

  /** The documented type, such as {@code loguniform}. */
  String type();

  /** Draws a value: a {@link Long}, a {@link Double}, or one of the options. */
  Object sample(RandomGenerator random);

  /** Whether a value may be tried for this hyperparameter. */
  boolean contains(Object value);
}
