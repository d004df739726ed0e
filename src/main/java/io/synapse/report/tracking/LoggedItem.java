package io.synapse.report.tracking;

import java.util.Map;

/**
 * A metric's value, a parameter or a tag, as the server takes it.
 *
 * @param fields its JSON
 */
record LoggedItem(Kind kind, Map<String, Object> fields) {

  /** What it is, and how many the server takes at once. */
  enum Kind {
    METRIC("metrics", 800),
    PARAMETER("params", 100),
    TAG("tags", 100);

    private final String field;
    private final int atOnce;

    Kind(String field, int atOnce) {
      this.field = field;
      this.atOnce = atOnce;
    }

    /** The list in {@code runs/log-batch}. */
    String field() {
      return field;
    }

    int atOnce() {
      return atOnce;
    }
  }

  /**
   * A value.
   *
   * @param time milliseconds since 1970
   */
  static LoggedItem metric(String key, double value, long time, long step) {
    Object number = Double.isFinite(value) ? (Object) value : Double.toString(value);
    return new LoggedItem(
        Kind.METRIC, Map.of("key", key, "value", number, "timestamp", time, "step", step));
  }

  static LoggedItem parameter(String key, String value) {
    return new LoggedItem(Kind.PARAMETER, Map.of("key", key, "value", value));
  }

  static LoggedItem tag(String key, String value) {
    return new LoggedItem(Kind.TAG, Map.of("key", key, "value", value));
  }

  /** For a message: {@code the metric 'loss'}. */
  @Override
  public String toString() {
    String name =
        switch (kind) {
          case METRIC -> "metric";
          case PARAMETER -> "parameter";
          case TAG -> "tag";
        };
    return "the %s '%s'".formatted(name, fields.get("key"));
  }
}
