package io.synapse.terminal;

import io.synapse.tune.MetricColumns;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last value of every metric of a single training, by category and key, in order of sight. */
final class LoggedMetrics {

  /** A plugin that makes up keys without end must not fill the memory. */
  private static final int MOST = 64;

  private final Map<String, Map<String, Object>> byCategory = new LinkedHashMap<>();
  private int size;

  /** Takes notice of a value. */
  void put(String category, String key, Object value) {
    if (MetricColumns.isBookkeeping(key)) {
      return;
    }
    Map<String, Object> values = byCategory.getOrDefault(category, Map.of());
    if (values.containsKey(key)) {
      values.put(key, value);
    } else if (size < MOST) {
      byCategory.computeIfAbsent(category, unused -> new LinkedHashMap<>()).put(key, value);
      size++;
    }
  }

  /** Category to key to value. */
  Map<String, Map<String, Object>> byCategory() {
    return byCategory;
  }
}
