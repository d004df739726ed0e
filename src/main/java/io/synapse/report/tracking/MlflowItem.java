package io.synapse.report.tracking;

import java.util.Map;

/**
 * A metric's value, a parameter or a tag, as the server takes it.
 *
 * @param fields its JSON
 */
record MlflowItem(ItemKind kind, Map<String, Object> fields) {

  /** What it is, and how many the server takes at once. */
  enum ItemKind {
    METRIC("metrics", 800),
    PARAMETER("params", 100),
    TAG("tags", 100);

    private final String field;
    private final int atOnce;

    ItemKind(String field, int atOnce) {
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
  static MlflowItem metric(String key, double value, long time, long step) {
    Object number = Double.isFinite(value) ? (Object) value : Double.toString(value);
    return new MlflowItem(
        ItemKind.METRIC, Map.of("key", key, "value", number, "timestamp", time, "step", step));
  }

  static MlflowItem parameter(String key, String value) {
    return new MlflowItem(ItemKind.PARAMETER, Map.of("key", key, "value", value));
  }

  static MlflowItem tag(String key, String value) {
    return new MlflowItem(ItemKind.TAG, Map.of("key", key, "value", value));
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
