package io.synapse.space;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of a job file: text, numbers, truth values, null, lists and objects. */
final class InputValues {

  private InputValues() {}

  /** A copy that nobody can change, however deep. */
  static Object frozen(Object value) {
    if (value instanceof List<?> list) {
      return frozenList(list);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(key, frozen(inner)));
      return Collections.unmodifiableMap(copy);
    }
    return value;
  }

  /** A copy of a list, nulls allowed, that nobody can change, however deep. */
  static List<Object> frozenList(List<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    list.forEach(inner -> copy.add(frozen(inner)));
    return Collections.unmodifiableList(copy);
  }

  /** A value equal to every other that means the same: numbers lose their Java type. */
  static Object canonical(Object value) {
    if (value instanceof Number number) {
      return canonicalNumber(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(InputValues::canonical).collect(Collectors.toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(key, canonical(inner)));
      return copy;
    }
    return value;
  }

  /** Whether every number in a value is finite. */
  static boolean isFinite(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(InputValues::isFinite);
    }
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().allMatch(InputValues::isFinite);
    }
    return !(value instanceof Number number) || Double.isFinite(number.doubleValue());
  }

  /** For people: as JSON would write it, numbers without needless exponents. */
  static String text(Object value) {
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Double real) {
      return Decimals.text(real);
    }
    if (value instanceof BigDecimal decimal) {
      return Decimals.text(decimal);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(InputValues::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  /** In quotes, control characters written out: they would move a terminal's cursor. */
  private static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (Character.isISOControl(character)) {
        shown.append("\\u").append(HexFormat.of().toHexDigits(character));
      } else {
        shown.append(character);
      }
    }
    return shown.append('"').toString();
  }

  private static Object canonicalNumber(Number number) {
    double real = number.doubleValue();
    if (!Double.isFinite(real)) {
      return real;
    }
    boolean whole = number instanceof Long || number instanceof Integer;
    return whole ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(real);
  }

  /** What a job file holds, for a message that says it should be something else. */
  static final class InputValueText {

    private static final int MOST_CHARACTERS = 80;

    private InputValueText() {}

    /** The value as people know it, with the remedy where it is a number in quotes. */
    static String text(Object value) {
      if (value instanceof String text && isNumber(text)) {
        return "the text \"" + text + "\"; write it without quotes";
      }
      String kind = value instanceof String ? "the text " : "";
      String shown = InputValues.text(value);
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
}
