package io.synapse.cli;

import io.synapse.terminal.ValueText;
import io.synapse.tune.FlatValues;
import java.util.Map;
import java.util.stream.Collectors;

/** Hyperparameters and metrics on one line. */
final class ShownValues {

  private ShownValues() {}

  /** {@code name=value} of each, of nested ones {@code path/name=value}, numbers shortened. */
  static String of(Map<String, Object> values) {
    return values.isEmpty()
        ? "none"
        : FlatValues.of(values).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + ValueText.value(entry.getValue()))
            .collect(Collectors.joining("  "));
  }
}
