package io.synapse.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Short forms of numbers, values and durations, the same width for like values. */
public final class ValueText {

  private static final double LEAST_FIXED = 1e-3;
  private static final double MOST_FIXED = 1e5;
  private static final long MOST_WHOLE = 999_999_999L;
  private static final int DIGITS = 5;
  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final Pattern ZEROS_BEFORE_EXPONENT = Pattern.compile("\\.?0+(?=e)");

  private ValueText() {}

  /**
   * A metric, in six characters where its size allows: {@code 0.9312}, {@code 12.345}. Zeros are
   * kept, so that a column doesn't flicker.
   */
  public static String metric(Object value) {
    if (!isReal(value)) {
      return value(value);
    }
    double real = ((Number) value).doubleValue();
    if (!isFixed(real)) {
      return scientific(real);
    }
    int whole = Math.max(1, (int) Math.floor(Math.log10(Math.abs(real))) + 1);
    int decimals = real == 0 ? DIGITS - 1 : DIGITS - whole;
    return String.format(Locale.ROOT, "%." + decimals + "f", real);
  }

  /** Any value, such as a hyperparameter's; reals with four significant digits at most. */
  public static String value(Object value) {
    if (isReal(value)) {
      double real = ((Number) value).doubleValue();
      return isFixed(real) ? plain(real) : scientific(real);
    }
    boolean large = value instanceof Long whole && Math.abs(whole) > MOST_WHOLE;
    return large ? scientific(((Number) value).doubleValue()) : String.valueOf(value);
  }

  /** A share of the whole as whole percent; 100 only when it is all. */
  public static String percent(double fraction) {
    return (int) Math.floor(fraction * 100 + 1e-9) + " %";
  }

  /** A duration in its two largest units: {@code 42s}, {@code 1m 23s}, {@code 2h 05m}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%dh %02dm", seconds / 3600, seconds / 60 % 60);
    }
    return String.format(Locale.ROOT, "%dd %02dh", seconds / 86_400, seconds / 3600 % 24);
  }

  private static boolean isReal(Object value) {
    return value instanceof Double || value instanceof Float;
  }

  private static boolean isFixed(double value) {
    double size = Math.abs(value);
    return value == 0 || (size >= LEAST_FIXED && size < MOST_FIXED);
  }

  private static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    return value == 0 ? "0" : rounded.toPlainString();
  }

  private static String scientific(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    String text = String.format(Locale.ROOT, "%.3e", value);
    return ZEROS_BEFORE_EXPONENT.matcher(text).replaceFirst("");
  }
}
