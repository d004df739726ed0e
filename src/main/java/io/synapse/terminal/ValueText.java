package io.synapse.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Short forms of numbers, values and durations, the same width for like values. */
final class ValueText {

  private static final double LEAST_FIXED = 1e-3;
  private static final double MOST_FIXED = 1e5;
  private static final long MOST_WHOLE = 999_999_999L;
  private static final int SIGNIFICANT = 4;
  private static final Pattern ZEROS_AT_END = Pattern.compile("\\.?0+$");
  private static final Pattern ZEROS_BEFORE_EXPONENT = Pattern.compile("\\.?0+(?=e)");

  private ValueText() {}

  /** A metric: 4 significant digits, zeros kept so that a column doesn't flicker. */
  static String metric(Object value) {
    return value instanceof Number number ? number(number) : value(value);
  }

  /** A hyperparameter: 4 significant digits, without the zeros that say nothing. */
  static String value(Object value) {
    if (value instanceof Double || value instanceof Float) {
      String text = number((Number) value);
      boolean fixed = text.contains(".") && !text.contains("e");
      return fixed ? ZEROS_AT_END.matcher(text).replaceFirst("") : text;
    }
    return value instanceof Number number ? number(number) : String.valueOf(value);
  }

  /** A share of the whole as whole percent; 100 only when it is all. */
  static String percent(double fraction) {
    return (int) Math.floor(fraction * 100 + 1e-9) + " %";
  }

  /** A duration in its two largest units: {@code 42s}, {@code 1m 23s}, {@code 2h 05m}. */
  static String duration(Duration duration) {
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

  private static String number(Number number) {
    boolean whole = !(number instanceof Double || number instanceof Float);
    if (whole && Math.abs(number.longValue()) <= MOST_WHOLE) {
      return number.toString();
    }
    return real(number.doubleValue());
  }

  private static String real(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0.000";
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (size < LEAST_FIXED || size >= MOST_FIXED) {
      String scientific = String.format(Locale.ROOT, "%.3e", value);
      return ZEROS_BEFORE_EXPONENT.matcher(scientific).replaceFirst("");
    }
    int whole = Math.max(1, (int) Math.floor(Math.log10(size)) + 1);
    return String.format(Locale.ROOT, "%." + Math.max(0, SIGNIFICANT - whole) + "f", value);
  }
}
