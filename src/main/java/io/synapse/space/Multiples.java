package io.synapse.space;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The multiples of a step that lie within bounds.
 *
 * @param step the step, above 0
 * @param first the least multiple, in steps
 * @param last the greatest multiple, in steps
 */
record Multiples(BigDecimal step, BigInteger first, BigInteger last) {

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final double NOISE_IN_STEPS = 1e-9;
  private static final double NOISE_IN_ULPS = 16;

  static Multiples between(double min, double max, BigDecimal step) {
    return between(Decimals.of(min), Decimals.of(max), step);
  }

  static Multiples between(BigDecimal min, BigDecimal max, BigDecimal step) {
    return new Multiples(
        step,
        min.divide(step, 0, RoundingMode.CEILING).toBigInteger(),
        max.divide(step, 0, RoundingMode.FLOOR).toBigInteger());
  }

  /** The multiple nearest to a number, when there are no bounds. */
  static double nearest(double value, BigDecimal step) {
    return finite(step.multiply(new BigDecimal(steps(value, step))));
  }

  /** Whether a number is its nearest multiple but for the noise of binary arithmetic. */
  static boolean isNear(double value, double multiple, BigDecimal step) {
    double noise = Math.max(NOISE_IN_ULPS * Math.ulp(value), NOISE_IN_STEPS * step.doubleValue());
    return Math.abs(value - multiple) <= noise;
  }

  boolean isEmpty() {
    return first.compareTo(last) > 0;
  }

  /** The multiple within the bounds that is nearest to a number. */
  double nearest(double value) {
    BigInteger steps = steps(value, step).max(first).min(last);
    return finite(step.multiply(new BigDecimal(steps)));
  }

  /** The multiple at an index, counted from the least. */
  double at(long index) {
    return finite(step.multiply(new BigDecimal(first.add(BigInteger.valueOf(index)))));
  }

  BigDecimal least() {
    return step.multiply(new BigDecimal(first));
  }

  BigDecimal greatest() {
    return step.multiply(new BigDecimal(last));
  }

  /** Whether both bounds are multiples themselves. */
  boolean reach(BigDecimal min, BigDecimal max) {
    return least().compareTo(min) == 0 && greatest().compareTo(max) == 0;
  }

  /** Where the numbers that round to the least multiple begin. */
  double lowerEdge() {
    return finite(step.multiply(new BigDecimal(first).subtract(HALF)));
  }

  /** Where the numbers that round to the greatest multiple end. */
  double upperEdge() {
    return finite(step.multiply(new BigDecimal(last).add(HALF)));
  }

  /** How many there are; {@link Long#MAX_VALUE} means that many or more. */
  long size() {
    BigInteger exact = last.subtract(first).add(BigInteger.ONE);
    return exact.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static BigInteger steps(double value, BigDecimal step) {
    return new BigDecimal(value).divide(step, 0, RoundingMode.HALF_EVEN).toBigInteger();
  }

  private static double finite(BigDecimal value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value.doubleValue()));
  }
}
