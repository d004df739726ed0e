package io.synapse.cli.runs;

import io.synapse.cli.output.CommandOutput;
import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.cli.runs.RunComparison.RunLabel;
import io.synapse.space.Objective;
import io.synapse.terminal.ValueText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A comparison of runs for people. */
final class ComparisonText {

  private final RunComparison comparison;

  ComparisonText(RunComparison comparison) {
    this.comparison = comparison;
  }

  void print(CommandOutput output) {
    output.fields(legend());
    print("RESULT", comparison.results(), ComparedValue::metric, output);
    print("JOB", comparison.job(), ComparedValue::plain, output);
    print("BEST TRIAL'S CONFIGURATION", comparison.bestConfig(), ComparedValue::plain, output);
    print("BEST TRIAL'S METRICS", comparison.bestMetrics(), ComparedValue::metric, output);
  }

  private FieldList legend() {
    FieldList legend = new FieldList();
    List<ReadRun> runs = comparison.runs();
    for (int i = 0; i < runs.size(); i++) {
      legend.add(RunLabel.of(i), runs.get(i).facts().run().id());
    }
    return legend;
  }

  private void print(
      String title, List<ComparisonRow> rows, Function<Object, String> text, CommandOutput output) {
    output.emptyLine();
    if (rows.isEmpty()) {
      output.line(title + ": no difference");
      return;
    }
    TextTable table = table(title, rows, text);
    if (output.hasRoomFor(table)) {
      output.table(table);
    } else {
      output.line(title);
      rows.forEach(row -> printBlock(row, text, output));
    }
  }

  private TextTable table(String title, List<ComparisonRow> rows, Function<Object, String> text) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.whole(title));
    for (int i = 0; i < comparison.runs().size(); i++) {
      columns.add(Column.text(RunLabel.of(i)));
    }
    TextTable table = new TextTable(columns);
    for (ComparisonRow row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.field()));
      row.values().forEach(value -> cells.add(text.apply(value)));
      table.add(cells);
    }
    return table;
  }

  /** For a window that is too narrow for the table: every value whole. */
  private static void printBlock(
      ComparisonRow row, Function<Object, String> text, CommandOutput output) {
    output.line(row.field());
    output.fields(fields(row, text));
  }

  private static FieldList fields(ComparisonRow row, Function<Object, String> text) {
    FieldList fields = new FieldList();
    for (int i = 0; i < row.values().size(); i++) {
      fields.add("  " + RunLabel.of(i), text.apply(row.values().get(i)));
    }
    return fields;
  }

  /** What each run optimises: {@code A score (max), B loss (min)}. */
  String objectives() {
    List<String> each = new ArrayList<>();
    List<ReadRun> runs = comparison.runs();
    for (int i = 0; i < runs.size(); i++) {
      String goal = runs.get(i).trials().objective().map(ComparisonText::text).orElse("nothing");
      each.add(RunLabel.of(i) + " " + goal);
    }
    return String.join(", ", each);
  }

  private static String text(Objective goal) {
    return "%s (%s)".formatted(goal.metric(), goal.mode().name().toLowerCase(Locale.ROOT));
  }

  /**
   * One thing in several runs.
   *
   * @param field what is compared
   * @param values of each run in their order; null where it has none
   */
  record ComparisonRow(String field, List<Object> values) {

    boolean differs() {
      return new HashSet<>(values).size() > 1;
    }
  }

  /** The values of a comparison as people read them. */
  static final class ComparedValue {

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
}
