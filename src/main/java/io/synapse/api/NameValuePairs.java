package io.synapse.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Turns alternating names and values into a map. */
final class NameValuePairs {

  private NameValuePairs() {}

  static Map<String, Object> toMap(Object... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException(
          "extra values come as name, value pairs; '" + pairs[pairs.length - 1] + "' has no value");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      if (!(pairs[i] instanceof String name)) {
        throw new IllegalArgumentException(
            "the name of an extra value must be a text, and is " + pairs[i]);
      }
      map.put(name, pairs[i + 1]);
    }
    return map;
  }
}
