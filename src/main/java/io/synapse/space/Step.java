package io.synapse.space;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The step of a quantized distribution, whose values are its multiples. Decimal, so that multiples
 * of 0.1 come out as 0.3 and not as 0.30000000000000004.
 *
 * @param size the step, above 0
 * @param source who chose it
 */
public record Step(BigDecimal size, Source source) {

  /** Who chose a step. */
  public enum Source {
    /** The job file's {@code q}. */
    GIVEN,
    /** The documented rule, as the job file has no {@code q}. */
    DEFAULT
  }

  /** Checks the size. */
  public Step {
    if (size.signum() <= 0) {
      throw new IllegalArgumentException("the step must be above 0, and is " + size);
    }
  }

  /** The step that a job file gives. */
  public static Step given(double size) {
    return new Step(Decimals.of(size), Source.GIVEN);
  }

  /** The default step of integer types. */
  public static Step one() {
    return new Step(BigDecimal.ONE, Source.DEFAULT);
  }

  /**
   * The default step of a range: the largest power of ten that is at most a hundredth of a linear
   * range's width, or at most a log range's {@code min}; smaller where no multiple of that lies
   * within the bounds.
   */
  public static Step forRange(double min, double max, Scale scale) {
    BigDecimal size = Decimals.powerOfTenUpTo(reference(min, max, scale));
    while (Multiples.between(min, max, size).isEmpty()) {
      size = size.movePointLeft(1);
    }
    return new Step(size, Source.DEFAULT);
  }

  /** The default step of a normal law: the largest power of ten that is at most {@code sd} / 10. */
  public static Step forDeviation(double sd) {
    return new Step(Decimals.powerOfTenUpTo(Decimals.of(sd).movePointLeft(1)), Source.DEFAULT);
  }

  @Override
  public String toString() {
    return "step " + Decimals.text(size) + (source == Source.DEFAULT ? " (default)" : "");
  }

  private static BigDecimal reference(double min, double max, Scale scale) {
    BigDecimal least = Decimals.of(min);
    BigDecimal width = Decimals.of(max).subtract(least);
    if (scale instanceof Scale.Linear && width.signum() > 0) {
      return width.movePointLeft(2);
    }
    return least.signum() == 0 ? BigDecimal.ONE : least.abs();
  }

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
}
