package io.synapse.cli;

import io.synapse.terminal.DisplayText;
import io.synapse.terminal.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Labels and their values, one a line, the values below each other and never cut. */
final class FieldList {

  /** Blanks between the longest label and the values. */
  static final int GAP = 2;

  private final List<Field> fields = new ArrayList<>();

  private record Field(String label, String value) {}

  /** Adds a line. */
  FieldList add(String label, Object value) {
    fields.add(new Field(label, String.valueOf(value)));
    return this;
  }

  List<String> lines(DisplayText display) {
    List<Field> cleaned =
        fields.stream()
            .map(field -> new Field(display.clean(field.label()), display.clean(field.value())))
            .toList();
    int width = cleaned.stream().mapToInt(field -> DisplayWidth.of(field.label())).max().orElse(0);
    return cleaned.stream().map(field -> line(field, width + GAP)).toList();
  }

  private static String line(Field field, int width) {
    String padding = " ".repeat(width - DisplayWidth.of(field.label()));
    return (field.label() + padding + field.value()).stripTrailing();
  }
}
