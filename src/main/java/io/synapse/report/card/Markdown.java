package io.synapse.report.card;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Markdown in which whatever a person chose as a name stays what it is. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();

  void heading(int level, String title) {
    separate();
    text.append("#".repeat(level)).append(' ').append(escaped(title)).append('\n');
  }

  void paragraph(String words) {
    separate();
    text.append(escaped(words)).append('\n');
  }

  /** A table; nothing when it has no rows. */
  void table(List<String> columns, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    separate();
    row(columns);
    row(columns.stream().map(column -> "---").toList());
    rows.forEach(cells -> row(cells.stream().map(Markdown::escaped).toList()));
  }

  /** The same with two columns, from a map in its order. */
  void table(String name, String value, Map<String, String> rows) {
    table(
        List.of(name, value),
        rows.entrySet().stream().map(row -> List.of(row.getKey(), row.getValue())).toList());
  }

  private void row(List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private void separate() {
    if (!text.isEmpty()) {
      text.append('\n');
    }
  }

  /** Every character that Markdown or HTML takes for more than itself is marked; on one line. */
  private static String escaped(String raw) {
    return raw.replaceAll("\\p{Cntrl}+", " ")
        .replaceAll("([\\\\`*_{}\\[\\]<>|#~$])", "\\\\$1")
        .replace("&", "&amp;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
