package io.synapse.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * NaN and infinities in JSON, which has no numbers for them: they are written as the texts {@code
 * NaN}, {@code Infinity} and {@code -Infinity}.
 */
public final class JsonNumbers {

  private static final Map<String, Object> NON_FINITE =
      Map.of(
          "NaN",
          Double.NaN,
          "Infinity",
          Double.POSITIVE_INFINITY,
          "-Infinity",
          Double.NEGATIVE_INFINITY);

  private JsonNumbers() {}

  /**
   * The map with the numbers that {@link #textForNonFinite} made texts of, at any depth. It is the
   * same map when there are none.
   */
  @SuppressWarnings("unchecked") // JSON objects have texts as names.
  public static Map<String, Object> restored(Map<?, ?> values) {
    if (values.values().stream().noneMatch(JsonNumbers::mayNeedRestoring)) {
      return (Map<String, Object>) values;
    }
    Map<String, Object> restored = new LinkedHashMap<>();
    values.forEach((name, value) -> restored.put((String) name, restored(value)));
    return restored;
  }

  private static boolean mayNeedRestoring(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?> || NON_FINITE.containsKey(value);
  }

  /** The value with every such text inside it as the number. */
  public static Object restored(Object value) {
    if (value instanceof Map<?, ?> map) {
      return restored(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonNumbers::restored).collect(Collectors.toList());
    }
    return value instanceof String text ? NON_FINITE.getOrDefault(text, text) : value;
  }

  /** The value with every NaN and infinity inside it as a text. */
  public static Object textForNonFinite(Object value) {
    if (value instanceof Double real) {
      return Double.isFinite(real) ? real : real.toString();
    }
    if (value instanceof Float real) {
      return Float.isFinite(real) ? real : real.toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> converted = new LinkedHashMap<>();
      map.forEach((key, inner) -> converted.put(key, textForNonFinite(inner)));
      return converted;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonNumbers::textForNonFinite).toList();
    }
    return value;
  }
}
