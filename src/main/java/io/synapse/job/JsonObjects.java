package io.synapse.job;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON objects as Java knows them. */
final class JsonObjects {

  private JsonObjects() {}

  /** The map with its keys as the texts that a document's keys always are. */
  static Map<String, Object> of(Map<?, ?> map) {
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, value) -> object.put((String) key, value));
    return object;
  }

  /** The value when it is an object. */
  static Optional<Map<String, Object>> when(Object value) {
    return value instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
  }
}
