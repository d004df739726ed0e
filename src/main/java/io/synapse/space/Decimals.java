package io.synapse.space;

import java.math.BigDecimal;

/** Decimal numbers as people write them, in place of the binary fractions nearest to them. */
final class Decimals {

  private static final int LEAST_PLAIN_EXPONENT = -7;
  private static final int GREATEST_PLAIN_EXPONENT = 15;

  private Decimals() {}

  /** The shortest decimal that reads as this number: 0.1 for 0.1. */
  static BigDecimal of(double finite) {
    return new BigDecimal(Double.toString(finite));
  }

  /** The largest power of ten that is at most a number above 0. */
  static BigDecimal powerOfTenUpTo(BigDecimal positive) {
    return BigDecimal.ONE.scaleByPowerOfTen(exponent(positive));
  }

  /** For people: no trailing zeros, and an exponent only for very small and very large numbers. */
  static String text(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = exponent(stripped);
    boolean plain = exponent >= LEAST_PLAIN_EXPONENT && exponent <= GREATEST_PLAIN_EXPONENT;
    return plain || value.signum() == 0 ? stripped.toPlainString() : stripped.toString();
  }

  /** For people; also of NaN and infinities. */
  static String text(double value) {
    return Double.isFinite(value) ? text(of(value)) : Double.toString(value);
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
