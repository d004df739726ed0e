package io.synapse.cli;

import io.synapse.terminal.ValueText;
import java.util.Map;
import java.util.stream.Collectors;

/** Hyperparameters and metrics on one line. */
final class ShownValues {

  private ShownValues() {}

  /** {@code name=value} of each, numbers shortened. */
  static String of(Map<String, Object> values) {
    return values.isEmpty()
        ? "none"
        : values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + ValueText.value(entry.getValue()))
            .collect(Collectors.joining("  "));
  }
}
