package io.synapse.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads fields of JSON objects leniently: one that is missing or of another kind is empty. */
public final class JsonFields {

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
}
