package io.synapse.space;

import java.math.BigDecimal;

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
}
