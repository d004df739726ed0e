package io.synapse.cli;

import io.synapse.cli.TextTable.Column;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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
}
