package io.synapse.schedule;

import io.synapse.schedule.RungMembers.RungEntry;
import io.synapse.space.Objective;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The reasons, for people, why trials continue, wait or end at a rung. */
final class RungReasons {

  private static final MathContext PRECISION = new MathContext(4, RoundingMode.HALF_EVEN);

  private RungReasons() {}

  static String waits(RungMembers rung, int bracket, double value) {
    return "waits at rung %s of bracket %d: %s".formatted(text(rung.time()), bracket, text(value));
  }

  static String kept(RungMembers rung, int trial) {
    String value = text(rung.entry(trial).value());
    if (rung.size() == 1) {
      return "kept at rung %s: %s is the only one".formatted(text(rung.time()), value);
    }
    return "kept at rung %s: %s is among the best %d of %d"
        .formatted(text(rung.time()), value, Math.max(1, rung.keptCount()), rung.size());
  }

  static String stopped(RungMembers rung, int trial) {
    RungEntry entry = rung.entry(trial);
    String counted =
        rung.keptCount() == 0
            ? "none of " + rung.size() + " kept"
            : rung.keptCount() + " of " + rung.size() + " kept";
    return "stopped at rung %s: %s (%s)"
        .formatted(text(rung.time()), comparison(rung, entry), counted);
  }

  private static String comparison(RungMembers rung, RungEntry entry) {
    String value = text(entry.value());
    if (!Double.isFinite(entry.value())) {
      return value + " is not a finite number";
    }
    return rung.worstKept()
        .map(
            worstKept ->
                worstKept.value() == entry.value()
                    ? value + " is the cut itself, with earlier trials to keep"
                    : comparedWithCut(entry, worstKept.value()))
        .orElse(value + " is one of too few to keep any");
  }

  private static String comparedWithCut(RungEntry entry, double cut) {
    String side = entry.mode() == Objective.Mode.MAX ? " is below the cut " : " is above the cut ";
    boolean looksEqual = text(entry.value()).equals(text(cut));
    return looksEqual ? entry.value() + side + cut : text(entry.value()) + side + text(cut);
  }

  static String maxTimeReached(double maxTime) {
    return "reached max_t " + text(maxTime);
  }

  /** A number for people, rounded to four significant digits unless it is an integer. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(PRECISION);
    BigDecimal shown = rounded.stripTrailingZeros();
    boolean plain = shown.precision() - shown.scale() > -4 && Math.abs(value) < 1e9;
    return plain ? shown.toPlainString() : shown.toString();
  }
}
