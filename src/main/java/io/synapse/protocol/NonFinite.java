package io.synapse.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** NaN and infinities, which JSON does not have and which travel as texts. */
final class NonFinite {

  private NonFinite() {}

  /** The value with every text that stands for such a number, however deep, as the number. */
  static Object restored(Object value) {
    if (value instanceof String text) {
      return switch (text) {
        case "NaN" -> Double.NaN;
        case "Infinity" -> Double.POSITIVE_INFINITY;
        case "-Infinity" -> Double.NEGATIVE_INFINITY;
        default -> text;
      };
    }
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> restored = new LinkedHashMap<>();
      object.forEach((name, inner) -> restored.put((String) name, restored(inner)));
      return restored;
    }
    if (value instanceof List<?> list) {
      List<Object> restored = new ArrayList<>(list.size());
      list.forEach(inner -> restored.add(restored(inner)));
      return restored;
    }
    return value;
  }
}
