package io.synapse.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** NaN and infinities, which JSON does not have, as the texts that stand for them. */
final class JsonNumbers {

  private JsonNumbers() {}

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
