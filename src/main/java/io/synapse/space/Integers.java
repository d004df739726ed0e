package io.synapse.space;

import java.util.OptionalLong;

/** Integers among JSON values. */
final class Integers {

  private static final double BEYOND_LONG = 0x1p63;

  private Integers() {}

  /** The integer that a value is, 4 for 4.0; empty for everything else. */
  static OptionalLong of(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return OptionalLong.of(((Number) value).longValue());
    }
    if (!(value instanceof Number number)) {
      return OptionalLong.empty();
    }
    double real = number.doubleValue();
    boolean whole = real == Math.rint(real) && real >= -BEYOND_LONG && real < BEYOND_LONG;
    return whole ? OptionalLong.of((long) real) : OptionalLong.empty();
  }
}
