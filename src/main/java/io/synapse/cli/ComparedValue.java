package io.synapse.cli;

import io.synapse.terminal.ValueText;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The values of a comparison as people read them. */
final class ComparedValue {

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final int SHOWN = 12;

  private ComparedValue() {}

  /** The value on one line; reals and fingerprints are shortened, seeds are not. */
  static String plain(Object value) {
    if (value == null) {
      return RunFacts.NOTHING;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(ComparedValue::inside).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + inside(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Long || value instanceof Integer) {
      return value.toString();
    }
    return value instanceof String text && FINGERPRINT.matcher(text).matches()
        ? text.substring(0, SHOWN)
        : ValueText.value(value);
  }

  /** In a list a null is one of its values, and not something that is missing. */
  private static String inside(Object value) {
    return value == null ? "null" : plain(value);
  }

  /** The same for metrics, which are shown with as many digits as elsewhere. */
  static String metric(Object value) {
    return value instanceof Double ? ValueText.metric(value) : plain(value);
  }
}
