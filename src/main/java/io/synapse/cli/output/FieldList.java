package io.synapse.cli.output;

import io.synapse.space.FlatValues;
import io.synapse.terminal.DisplayText;
import io.synapse.terminal.DisplayWidth;
import io.synapse.terminal.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Labels and their values, one a line, the values below each other and never cut. */
public final class FieldList {

  /** Blanks between the longest label and the values. */
  public static final int GAP = 2;

  private final List<LabelledValue> fields = new ArrayList<>();

  private record LabelledValue(String label, String value) {}

  /** Adds a line. */
  public FieldList add(String label, Object value) {
    fields.add(new LabelledValue(label, String.valueOf(value)));
    return this;
  }

  public List<String> lines(DisplayText display) {
    List<LabelledValue> cleaned =
        fields.stream()
            .map(
                field ->
                    new LabelledValue(display.clean(field.label()), display.clean(field.value())))
            .toList();
    int width = cleaned.stream().mapToInt(field -> DisplayWidth.of(field.label())).max().orElse(0);
    return cleaned.stream().map(field -> line(field, width + GAP)).toList();
  }

  private static String line(LabelledValue field, int width) {
    String padding = " ".repeat(width - DisplayWidth.of(field.label()));
    return (field.label() + padding + field.value()).stripTrailing();
  }

  /** Hyperparameters and metrics on one line. */
  public static final class ShownValues {

    private ShownValues() {}

    /** {@code name=value} of each, of nested ones {@code path/name=value}, numbers shortened. */
    public static String of(Map<String, Object> values) {
      return values.isEmpty()
          ? "none"
          : FlatValues.of(values).entrySet().stream()
              .map(entry -> entry.getKey() + "=" + ValueText.value(entry.getValue()))
              .collect(Collectors.joining("  "));
    }
  }
}
