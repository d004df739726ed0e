package io.synapse.problem;

import java.util.List;
import java.util.Map;

/** A JSON value as a message shows it. */
public final class ShownValue {

  private static final int MOST_CHARACTERS = 60;

  private ShownValue() {}

  /** The value in a few words: texts in quotes, objects and lists by their kind. */
  public static String of(Object value) {
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    if (value instanceof List<?>) {
      return "a list";
    }
    return value instanceof String text ? '"' + cut(text) + '"' : String.valueOf(value);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
