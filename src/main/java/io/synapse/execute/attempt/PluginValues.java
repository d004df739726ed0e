package io.synapse.execute.attempt;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings what a plugin hands over to JSON values: texts, {@link Long}, {@link Double}, booleans,
 * null, lists and maps with text keys. Anything else becomes its text. What comes out shares
 * nothing with what went in, so a plugin may keep changing it.
 */
public final class PluginValues {

  private PluginValues() {}

  /** A map of metrics or extra values. */
  public static Map<String, Object> ofMap(Map<?, ?> map) {
    Map<String, Object> converted = new LinkedHashMap<>();
    map.forEach((key, value) -> converted.put(String.valueOf(key), of(value)));
    return Collections.unmodifiableMap(converted);
  }

  /** Any value. */
  public static Object of(Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    if (value instanceof Iterable<?> elements && !(value instanceof java.nio.file.Path)) {
      List<Object> converted = new ArrayList<>();
      elements.forEach(element -> converted.add(of(element)));
      return Collections.unmodifiableList(converted);
    }
    return value.getClass().isArray() ? ofArray(value) : String.valueOf(value);
  }

  /** Whole numbers that fit become {@link Long}, everything else {@link Double}. */
  private static Object ofNumber(Number number) {
    if (number instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole.doubleValue();
    }
    boolean real =
        number instanceof Double || number instanceof Float || number instanceof BigDecimal;
    return real ? (Object) number.doubleValue() : (Object) number.longValue();
  }

  private static List<Object> ofArray(Object array) {
    List<Object> converted = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      converted.add(of(Array.get(array, i)));
    }
    return Collections.unmodifiableList(converted);
  }
}
