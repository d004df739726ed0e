package io.synapse.execute.attempt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keeps what a plugin tells to a size that a journal can hold and a driver can read a hundred
 * thousand times: of values that are too large together the smallest are kept, and of a text its
 * beginning. What is left out is told, once for each place. Safe to use from several threads.
 */
final class LimitedValues {

  /** Of one report, or of anything else that is told at once, about as many bytes of JSON. */
  static final long MOST_BYTES = 1 << 18;

  private static final int BYTES_OF_NUMBER = 20;
  private static final int BYTES_AROUND = 4;

  private final Consumer<String> notes;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Nothing left out yet.
   *
   * @param notes is told what is left out, in words for a person
   */
  LimitedValues(Consumer<String> notes) {
    this.notes = notes;
  }

  /**
   * The values that fit.
   *
   * @param what they belong to, for a person
   * @param values JSON values
   */
  Map<String, Object> fitting(String what, Map<String, Object> values) {
    if (bytes(values) <= MOST_BYTES) {
      return values;
    }
    List<String> bySize = new ArrayList<>(values.keySet());
    bySize.sort(Comparator.comparingLong(name -> bytes(values.get(name))));
    Map<String, Object> kept = new LinkedHashMap<>(values);
    Set<String> leftOut = new TreeSet<>();
    long used = BYTES_AROUND;
    for (String name : bySize) {
      used += bytes(name) + bytes(values.get(name));
      if (used > MOST_BYTES) {
        leftOut.add("%s (%s)".formatted(name, size(bytes(values.get(name)))));
        kept.remove(name);
      }
    }
    tell(what, "left out: " + String.join(", ", leftOut));
    return Collections.unmodifiableMap(kept);
  }

  /** The beginning of a text that is too long, or all of it. */
  String fitting(String what, String text) {
    if (text.length() <= MOST_BYTES) {
      return text;
    }
    tell(what, "cut, it is " + size(text.length()) + " long");
    return text.substring(0, (int) MOST_BYTES) + " …";
  }

  private void tell(String what, String happened) {
    if (told.add(what)) {
      notes.accept(
          "%s holds %s at most; %s; save large values to a file"
              .formatted(what, size(MOST_BYTES), happened));
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? Math.round(bytes / 1e3) + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static long bytes(Object value) {
    if (value instanceof String text) {
      return text.length() + (long) BYTES_AROUND;
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToLong(entry -> bytes(entry.getKey()) + bytes(entry.getValue()))
          .sum();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(LimitedValues::bytes).sum();
    }
    return BYTES_OF_NUMBER;
  }
}
