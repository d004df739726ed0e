package io.synapse.job.document;

import java.util.Locale;
import java.util.Optional;

/** How a document is written. */
public enum DocumentFormat {
  JSON,
  YAML;

  /** The format that a file's name tells, if it does. */
  public static Optional<DocumentFormat> ofFileName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".json")) {
      return Optional.of(JSON);
    }
    boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
    return yaml ? Optional.of(YAML) : Optional.empty();
  }

  /** The format that a text looks like: JSON begins with a bracket. */
  static DocumentFormat ofText(String text) {
    String content = text.stripLeading();
    return content.startsWith("{") || content.startsWith("[") ? JSON : YAML;
  }
}
