package io.synapse.space;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The options of {@code choice} and {@code grid_search}. */
final class Options {

  private static final int MOST_SHOWN = 12;

  private Options() {}

  /** A copy that nobody can change. */
  static List<Object> checked(List<?> options) {
    if (options.isEmpty()) {
      throw new IllegalArgumentException("there must be an option");
    }
    return JsonValues.frozenList(options);
  }

  /** Where a value stands, numbers compared by value; −1 when it is not among the options. */
  static int indexOf(List<Object> options, Object value) {
    int same = options.indexOf(value);
    if (same >= 0) {
      return same;
    }
    return options.stream()
        .map(JsonValues::canonical)
        .toList()
        .indexOf(JsonValues.canonical(value));
  }

  static int requiredIndexOf(List<Object> options, Object value) {
    int index = indexOf(options, value);
    if (index < 0) {
      throw new IllegalArgumentException(
          "must be one of " + text(options) + ", and is " + JsonValues.text(value));
    }
    return index;
  }

  /** How many different options there are. */
  static long distinctCount(List<Object> options) {
    return options.stream().map(JsonValues::canonical).distinct().count();
  }

  /** The first of each. */
  static List<Object> distinct(List<Object> options) {
    List<Object> distinct = new ArrayList<>();
    for (Object option : options) {
      if (indexOf(distinct, option) < 0) {
        distinct.add(option);
      }
    }
    return distinct;
  }

  /** For people; cut where it would be too long to read. */
  static String text(List<Object> options) {
    int hidden = options.size() - MOST_SHOWN;
    return options.stream()
        .limit(MOST_SHOWN)
        .map(JsonValues::text)
        .collect(Collectors.joining(", ", "[", hidden > 0 ? ", … " + hidden + " more]" : "]"));
  }
}
