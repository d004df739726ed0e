package io.synapse.cli.runs;

import io.synapse.cli.output.CsvTable;
import io.synapse.cli.runs.ComparisonText.ComparisonRow;
import io.synapse.space.FlatValues;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The outcomes of several runs, and in what they differ. */
final class RunComparison {

  private final List<ReadRun> runs;
  private final RowChoice choice;

  /** Which rows of a comparison are shown. */
  enum RowChoice {
    DIFFERENT,
    EVERY
  }

  /**
   * A comparison.
   *
   * @param runs two at least
   * @param choice of the job, the best configurations and their metrics
   */
  RunComparison(List<ReadRun> runs, RowChoice choice) {
    this.runs = List.copyOf(runs);
    this.choice = choice;
  }

  List<ReadRun> runs() {
    return runs;
  }

  /** What any of the runs optimises. */
  List<Objective> objectives() {
    return runs.stream().flatMap(run -> run.trials().objective().stream()).distinct().toList();
  }

  /** Whether all optimise the same, or nothing. */
  boolean hasOneObjective() {
    return runs.stream().map(run -> run.trials().objective()).distinct().count() == 1;
  }

  List<ComparedObjective> compared() {
    return objectives().stream().map(goal -> ComparedObjective.of(goal, runs)).toList();
  }

  /** The outcomes of the runs. */
  List<ComparisonRow> results() {
    List<ComparisonRow> rows = new ArrayList<>();
    compared().forEach(objective -> rows.addAll(objective.rows()));
    rows.add(row("best trial", run -> run.trials().best().map(TrialEntry::id)));
    rows.add(row("model", run -> run.trials().best().map(TrialEntry::modelId)));
    rows.add(row("status", run -> Optional.of(run.facts().status().text())));
    rows.add(row("trials", run -> Optional.of(run.trials().all().size())));
    rows.add(row("trials that ended well", run -> Optional.of(run.trials().ranking().size())));
    rows.add(row("trials that failed", run -> Optional.of(run.trials().failed().size())));
    rows.add(row("seconds", run -> Optional.ofNullable(run.facts().toJson().get("duration_s"))));
    return rows;
  }

  /** The settings and the origins of the runs. */
  List<ComparisonRow> job() {
    return chosen(ComparedFields::of);
  }

  /** The configurations of the best trials. */
  List<ComparisonRow> bestConfig() {
    return chosen(run -> ofBest(run, TrialEntry::config));
  }

  /** The metrics of the best trials. */
  List<ComparisonRow> bestMetrics() {
    return chosen(run -> ofBest(run, TrialEntry::metrics));
  }

  /** Nested values are compared one by one: {@code net/layers}. */
  private static Map<String, Object> ofBest(
      ReadRun run, Function<TrialEntry, Map<String, Object>> values) {
    return run.trials().best().map(values).map(FlatValues::of).orElse(Map.of());
  }

  private List<ComparisonRow> chosen(Function<ReadRun, Map<String, Object>> fields) {
    List<Map<String, Object>> each = runs.stream().map(fields).toList();
    Set<String> names = new LinkedHashSet<>();
    each.forEach(values -> names.addAll(values.keySet()));
    List<ComparisonRow> rows = new ArrayList<>();
    for (String name : names) {
      List<Object> values = new ArrayList<>();
      each.forEach(one -> values.add(one.get(name)));
      rows.add(new ComparisonRow(name, values));
    }
    return rows.stream().filter(row -> choice == RowChoice.EVERY || row.differs()).toList();
  }

  private ComparisonRow row(String field, Function<ReadRun, Optional<?>> value) {
    List<Object> values = new ArrayList<>();
    runs.forEach(run -> values.add(value.apply(run).orElse(null)));
    return new ComparisonRow(field, values);
  }

  Map<String, Object> toJson() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("runs", runs.stream().map(run -> run.facts().toJson()).toList());
    document.put("objectives", compared().stream().map(ComparedObjective::toJson).toList());
    document.put("job", object(job()));
    document.put("best_config", object(bestConfig()));
    document.put("best_metrics", object(bestMetrics()));
    return document;
  }

  private static Map<String, Object> object(List<ComparisonRow> rows) {
    Map<String, Object> fields = new LinkedHashMap<>();
    rows.forEach(row -> fields.put(row.field(), row.values()));
    return fields;
  }

  /** A row for each thing that is compared, a column for each run. */
  CsvTable table() {
    List<String> columns = new ArrayList<>(List.of("section", "field"));
    runs.forEach(run -> columns.add(run.facts().run().id()));
    List<Map<String, Object>> rows = new ArrayList<>();
    add("results", results(), rows);
    add("job", job(), rows);
    add("best_config", bestConfig(), rows);
    add("best_metrics", bestMetrics(), rows);
    return new CsvTable(columns, rows);
  }

  private void add(String section, List<ComparisonRow> from, List<Map<String, Object>> rows) {
    for (ComparisonRow row : from) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("section", section);
      line.put("field", row.field());
      for (int i = 0; i < runs.size(); i++) {
        line.put(runs.get(i).facts().run().id(), row.values().get(i));
      }
      rows.add(line);
    }
  }

  /** The label of a run where its id would be too long: A, B, C. */
  static final class RunLabel {

    /** How many runs have a label. */
    static final int MOST = 26;

    private RunLabel() {}

    /** The label of a run by its place, from 0. */
    static String of(int place) {
      return Character.toString('A' + place);
    }
  }
}
