package io.synapse.space;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Job file values as tests write them: integers are {@link Long}. */
final class Yaml {

  private Yaml() {}

  static Object value(String text) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return longs(new Load(settings).loadFromString(text));
  }

  private static Object longs(Object value) {
    if (value instanceof Integer integer) {
      return integer.longValue();
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(inner -> copy.add(longs(inner)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, inner) -> copy.put(key, longs(inner)));
      return copy;
    }
    return value;
  }
}
