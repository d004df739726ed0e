package io.synapse.terminal;

import io.synapse.terminal.StyledLine.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The latest metrics of a single training: a line for each category, wrapped to the window. */
final class MetricLines {

  private static final int INDENT = 2;
  private static final int GAP = 3;
  private static final int MOST_NAME = 24;

  private final DisplayText display;

  MetricLines(DisplayText display) {
    this.display = display;
  }

  /** At most so many lines. */
  List<StyledLine> lines(RunViewState model, int columns, int most) {
    Map<String, Map<String, Object>> metrics = model.metrics().byCategory();
    int label = metrics.keySet().stream().mapToInt(this::width).max().orElse(0);
    int indent = INDENT + (label == 0 ? 0 : Math.min(label, MOST_NAME) + INDENT);
    List<StyledLine> lines = new ArrayList<>();
    metrics.forEach((category, values) -> addCategory(category, values, indent, columns, lines));
    return lines.subList(0, Math.max(0, Math.min(most, lines.size())));
  }

  private void addCategory(
      String category,
      Map<String, Object> values,
      int indent,
      int columns,
      List<StyledLine> lines) {
    StyledLine line =
        new StyledLine(display, columns).moveTo(INDENT).add(shortened(category), TextStyle.DIM);
    line.moveTo(indent);
    boolean first = true;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      String name = shortened(value.getKey()) + " ";
      String text = shortened(ValueText.metric(value.getValue()));
      int needed = (first ? 0 : GAP) + width(name) + width(text);
      if (!first && line.position() + needed > columns) {
        lines.add(line);
        line = new StyledLine(display, columns).moveTo(indent);
        first = true;
      }
      line.moveTo(line.position() + (first ? 0 : GAP))
          .add(name, TextStyle.PLAIN)
          .add(text, TextStyle.STRONG);
      first = false;
    }
    lines.add(line);
  }

  private String shortened(String text) {
    return display.cut(display.clean(text), MOST_NAME);
  }

  private int width(String text) {
    return DisplayWidth.of(display.clean(text));
  }
}
