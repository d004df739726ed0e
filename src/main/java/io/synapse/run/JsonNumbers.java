package io.synapse.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** NaN and infinities, which JSON does not have, as the texts that stand for them. */
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

  /** The map, however deep, with the numbers that {@link #textForNonFinite} made texts of. */
  public static Map<String, Object> restored(Map<?, ?> values) {
    Map<String, Object> restored = new LinkedHashMap<>();
    values.forEach((name, value) -> restored.put((String) name, restored(value)));
    return restored;
  }

  private static Object restored(Object value) {
    if (value instanceof Map<?, ?> map) {
      return restored(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonNumbers::restored).collect(Collectors.toList());
    }
    return value instanceof String text ? NON_FINITE.getOrDefault(text, text) : value;
  }

  /** The value with every NaN and infinity inside it as "NaN", "Infinity" or "-Infinity". */
  static Object textForNonFinite(Object value) {
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
