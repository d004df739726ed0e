package io.synapse.files;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of JSON objects as they are read: one that is missing or of another kind is empty. */
public final class JsonFields {

  private static final Map<String, Double> NOT_FINITE =
      Map.of(
          "NaN",
          Double.NaN,
          "Infinity",
          Double.POSITIVE_INFINITY,
          "-Infinity",
          Double.NEGATIVE_INFINITY);

  private JsonFields() {}

  /** A text, or what a value of another kind looks like; empty text when it is not there. */
  public static String text(Map<String, ?> object, String name) {
    Object value = object.get(name);
    return value == null ? "" : value.toString();
  }

  /** A whole number; 0 when it is not there. */
  public static long number(Map<String, ?> object, String name) {
    return object.get(name) instanceof Number value ? value.longValue() : 0;
  }

  /** An object. JSON objects have texts as names, so the cast cannot fail later. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Map<String, ?> object, String name) {
    return object.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The objects in a list. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> objects(Map<String, ?> object, String name) {
    List<Map<String, Object>> found = new ArrayList<>();
    if (object.get(name) instanceof List<?> list) {
      list.stream().filter(Map.class::isInstance).forEach(e -> found.add((Map<String, Object>) e));
    }
    return found;
  }

  /** The values with the texts that stand for NaN and infinities as numbers. */
  public static Map<String, Object> metrics(Map<String, Object> written) {
    Map<String, Object> read = new LinkedHashMap<>();
    written.forEach((metric, value) -> read.put(metric, finiteOrNot(value)));
    return read;
  }

  /** NaN and infinities as numbers, from the texts that stand for them; anything else as it is. */
  public static Object finiteOrNot(Object value) {
    return value instanceof String text && NOT_FINITE.containsKey(text)
        ? NOT_FINITE.get(text)
        : value;
  }

  /** When a line of a journal was written. */
  public static Instant time(Map<String, Object> line) {
    return Instant.parse(text(line, "time"));
  }
}
