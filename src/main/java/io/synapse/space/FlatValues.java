package io.synapse.space;

import java.util.LinkedHashMap;
import java.util.Map;

/** Nested configurations with their keys joined by {@code /}. */
public final class FlatValues {

  private FlatValues() {}

  /** The values that are no maps, by their path. */
  public static Map<String, Object> of(Map<String, ?> values) {
    if (values.values().stream().noneMatch(Map.class::isInstance)) {
      return new LinkedHashMap<>(values);
    }
    Map<String, Object> flat = new LinkedHashMap<>();
    addTo(flat, "", values);
    return flat;
  }

  private static void addTo(Map<String, Object> flat, String prefix, Map<?, ?> values) {
    values.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            addTo(flat, prefix + key + "/", inner);
          } else {
            flat.put(prefix + key, value);
          }
        });
  }
}
