package io.synapse.cli.runs;

import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.run.Bracket;
import io.synapse.terminal.ValueText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brackets and their rungs: how many trials reached each and were promoted, as numbers and as bars.
 */
final class BracketListing {

  private static final int WIDEST = 24;

  private final List<Bracket> brackets;
  private final int most;

  BracketListing(List<Bracket> brackets) {
    this.brackets = brackets;
    this.most =
        brackets.stream()
            .flatMap(bracket -> bracket.rungs().stream())
            .mapToInt(Bracket.Rung::reached)
            .max()
            .orElse(0);
  }

  boolean isEmpty() {
    return most == 0;
  }

  TextTable table() {
    TextTable table =
        new TextTable(
            List.of(
                Column.number("BRACKET"),
                Column.number("TRIALS"),
                Column.number("RUNG"),
                Column.number("REACHED"),
                Column.number("KEPT"),
                Column.number("BEST"),
                Column.text("")));
    brackets.forEach(bracket -> add(bracket, table));
    return table;
  }

  private void add(Bracket bracket, TextTable table) {
    String number = Integer.toString(bracket.number());
    String trials = Integer.toString(bracket.trials());
    if (bracket.rungs().isEmpty()) {
      String none = RunFacts.NOTHING;
      table.add(List.of(number, trials, none, none, none, none, "compared at no rung"));
    }
    for (int i = 0; i < bracket.rungs().size(); i++) {
      Bracket.Rung rung = bracket.rungs().get(i);
      table.add(
          List.of(
              i == 0 ? number : "",
              i == 0 ? trials : "",
              ValueText.value(rung.time()),
              Integer.toString(rung.reached()),
              Integer.toString(rung.kept()),
              rung.reached() == 0 ? RunFacts.NOTHING : ValueText.metric(rung.best()),
              drawn(rung)));
    }
  }

  /** The part that is kept, and the part that is not. */
  private String drawn(Bracket.Rung rung) {
    int kept = length(rung.kept());
    return "#".repeat(kept) + "-".repeat(Math.max(0, length(rung.reached()) - kept));
  }

  /** Of some trials at least one sign is drawn. */
  private int length(int trials) {
    return trials == 0 ? 0 : Math.max(1, Math.round((float) trials * WIDEST / most));
  }

  List<Map<String, Object>> toJson() {
    return brackets.stream().map(BracketListing::toJson).toList();
  }

  private static Map<String, Object> toJson(Bracket bracket) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("bracket", bracket.number());
    fields.put("trials", bracket.trials());
    fields.put("rungs", bracket.rungs().stream().map(BracketListing::toJson).toList());
    return fields;
  }

  private static Map<String, Object> toJson(Bracket.Rung rung) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", rung.time());
    fields.put("reached", rung.reached());
    fields.put("kept", rung.kept());
    fields.put("best", rung.reached() == 0 ? null : rung.best());
    return fields;
  }
}
