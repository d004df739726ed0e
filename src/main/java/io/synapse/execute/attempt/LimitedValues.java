package io.synapse.execute.attempt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Limits what a plugin reports and logs to a size that a journal can hold and a driver can read a
 * hundred thousand times: of values that are too large together the smallest are kept, and of a
 * text its beginning. What is left out is noted, once for each place. Safe to use from several
 * threads.
 */
final class LimitedValues {

  /** Of one report, or of any other call, about as many bytes of JSON. */
  static final long MOST_BYTES = 1 << 18;

  private static final int LONGEST_NAME = 256;
  private static final int DEEPEST = 64;

  /** What no reader would take: a name that is too long, or a value that is nested too deep. */
  private static final long UNREADABLE = 1L << 40;

  private static final int MOST_NAMED = 5;
  private static final int LONGEST_SHOWN = 60;
  private static final int BYTES_OF_NUMBER = 20;
  private static final int BYTES_AROUND = 4;

  private final Consumer<String> notes;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /**
   * Nothing left out yet.
   *
   * @param notes receives what is left out, in words for a person
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
    if (bytes(values, 0) <= MOST_BYTES) {
      return values;
    }
    List<String> bySize = new ArrayList<>(values.keySet());
    bySize.sort(Comparator.comparingLong(name -> bytes(name, values)));
    Map<String, Object> kept = new LinkedHashMap<>(values);
    List<String> leftOut = new ArrayList<>();
    long used = 0;
    for (String name : bySize) {
      used += bytes(name, values);
      if (used > MOST_BYTES) {
        leftOut.add(0, name);
        kept.remove(name);
      }
    }
    report(what, "left out: " + described(leftOut, values));
    return Collections.unmodifiableMap(kept);
  }

  /**
   * Refuses what no reader would take, where nothing can be left out.
   *
   * @throws IllegalArgumentException with the rule
   */
  static void requireReadable(String what, Map<String, Object> values) {
    if (bytes(values, 0) >= UNREADABLE) {
      throw new IllegalArgumentException(
          "%s may be nested %d deep and have names of %d characters at most"
              .formatted(what, DEEPEST, LONGEST_NAME));
    }
  }

  /** The largest, and how many others there are. */
  private static String described(List<String> names, Map<String, Object> values) {
    String largest =
        names.stream()
            .limit(MOST_NAMED)
            .map(name -> shown(name) + " (" + size(bytes(name, values)) + ")")
            .collect(Collectors.joining(", "));
    int others = names.size() - MOST_NAMED;
    return others > 0 ? largest + " and " + others + " more" : largest;
  }

  private static String shown(String name) {
    return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
  }

  /** The beginning of a text that is too long, or all of it. */
  String fitting(String what, String text) {
    if (text.length() <= MOST_BYTES) {
      return text;
    }
    report(what, "cut, it is " + size(text.length()) + " long");
    return text.substring(0, (int) MOST_BYTES) + " …";
  }

  private void report(String what, String happened) {
    if (reported.add(what)) {
      notes.accept(
          "%s holds %s at most; %s; save large values to a file"
              .formatted(what, size(MOST_BYTES), happened));
    }
  }

  private static String size(long bytes) {
    if (bytes >= UNREADABLE) {
      return "nested too deep, or with too long a name";
    }
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000
        ? Math.round(bytes / 1e3) + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static long bytes(String name, Map<String, Object> values) {
    return name.length() > LONGEST_NAME
        ? UNREADABLE
        : name.length() + BYTES_AROUND + bytes(values.get(name), 1);
  }

  private static long bytes(Object value, int depth) {
    if (depth > DEEPEST) {
      return UNREADABLE;
    }
    if (value instanceof String text) {
      return text.length() + (long) BYTES_AROUND;
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToLong(entry -> bytesOfName(entry.getKey()) + bytes(entry.getValue(), depth + 1))
          .sum();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(element -> bytes(element, depth + 1)).sum();
    }
    return BYTES_OF_NUMBER;
  }

  private static long bytesOfName(Object name) {
    int length = String.valueOf(name).length();
    return length > LONGEST_NAME ? UNREADABLE : length + BYTES_AROUND;
  }
}
