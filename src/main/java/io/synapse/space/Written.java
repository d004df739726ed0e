package io.synapse.space;

import java.math.BigDecimal;

/** What a job file holds, for a message that says it should be something else. */
final class Written {

  private static final int MOST_CHARACTERS = 80;

  private Written() {}

  /** The value as people know it, with the remedy where it is a number in quotes. */
  static String text(Object value) {
    if (value instanceof String text && isNumber(text)) {
      return "the text \"" + text + "\"; write it without quotes";
    }
    String kind = value instanceof String ? "the text " : "";
    String shown = JsonValues.text(value);
    return kind + (shown.length() > MOST_CHARACTERS ? cut(shown) : shown);
  }

  private static String cut(String shown) {
    return shown.substring(0, shown.offsetByCodePoints(0, codePoints(shown))) + "…";
  }

  private static int codePoints(String shown) {
    return Math.min(MOST_CHARACTERS, shown.codePointCount(0, shown.length()));
  }

  private static boolean isNumber(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return false;
    }
    try {
      return new BigDecimal(text.strip()).precision() > 0;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }
}
