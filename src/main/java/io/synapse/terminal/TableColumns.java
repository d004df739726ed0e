package io.synapse.terminal;

import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Chooses the columns that fit into a window. The trial, its status and the optimised metric come
 * first, and notes where there are any; then hyperparameters and other metrics by turns, and the
 * node where there are any; then how far and how long it ran. Widths only grow while a window keeps
 * its size, so that the table stands still.
 */
final class TableColumns {

  static final int GAP = 2;
  private static final int MOST_CONFIG_COLUMNS = 24;

  /** After two hyperparameters and a metric. */
  private static final int PLACE_IMPORTANCE = 13;

  private final DisplayText display;
  private final Map<String, Integer> widths = new HashMap<>();
  private int windowColumns;

  TableColumns(DisplayText display) {
    this.display = display;
  }

  /**
   * Columns side by side.
   *
   * @param columns the columns
   * @param widths the width of each
   * @param omitted how many had no room
   */
  record ColumnChoice(List<TableColumn> columns, List<Integer> widths, int omitted) {}

  /** The columns that fit, for these rows. */
  ColumnChoice choose(RunViewState model, List<TrialRow> rows, int available) {
    if (windowColumns != available) {
      widths.clear();
      windowColumns = available;
    }
    List<TableColumn> all = all(model, rows);
    all.forEach(column -> widths.merge(key(column), width(column, rows), Math::max));
    Set<TableColumn> fitting = fittingWithHint(all, available);
    List<TableColumn> chosen = all.stream().filter(fitting::contains).toList();
    List<Integer> chosenWidths = chosen.stream().map(column -> widths.get(key(column))).toList();
    return new ColumnChoice(chosen, chosenWidths, all.size() - chosen.size());
  }

  /** A trial's short name: its number, without the run's digits that all trials share. */
  static String shortId(String id) {
    int bar = id.lastIndexOf('_');
    return bar >= 0 && bar < id.length() - 1 ? id.substring(bar + 1) : id;
  }

  /** The columns that fit beside the hint at those that don't. */
  private Set<TableColumn> fittingWithHint(List<TableColumn> all, int available) {
    Set<TableColumn> fitting = fitting(all, available);
    int reserved = 0;
    while (hintWidth(all.size() - fitting.size()) > reserved) {
      reserved = hintWidth(all.size() - fitting.size());
      fitting = fitting(all, available - reserved);
    }
    return fitting;
  }

  private static int hintWidth(int omitted) {
    return omitted == 0 ? 0 : GAP + hint(omitted).length();
  }

  /** Tells in the head of the table how many columns had no room. */
  static String hint(int omitted) {
    return "+" + omitted;
  }

  private Set<TableColumn> fitting(List<TableColumn> all, int available) {
    List<TableColumn> byImportance = new ArrayList<>(all);
    byImportance.sort((one, other) -> Integer.compare(one.importance(), other.importance()));
    Set<TableColumn> fitting = new LinkedHashSet<>();
    int used = 0;
    for (TableColumn column : byImportance) {
      int needed = widths.get(key(column)) + (fitting.isEmpty() ? 0 : GAP);
      if (used + needed <= available || fitting.isEmpty()) {
        fitting.add(column);
        used += needed;
      }
    }
    return fitting;
  }

  private List<TableColumn> all(RunViewState model, List<TrialRow> rows) {
    List<TableColumn> columns = new ArrayList<>();
    columns.add(
        new TableColumn("trial", TableColumn.ColumnKind.TRIAL, 0, row -> shortId(row.id())));
    columns.add(
        new TableColumn("status", TableColumn.ColumnKind.STATUS, 1, row -> row.status().name()));
    if (rows.stream().anyMatch(row -> !row.place().isEmpty())) {
      columns.add(
          new TableColumn("node", TableColumn.ColumnKind.PLACE, PLACE_IMPORTANCE, TrialRow::place));
    }
    columns.add(new TableColumn("step", TableColumn.ColumnKind.PROGRESS, 90, TrialRow::progress));
    addConfig(rows, columns);
    addMetrics(model, columns);
    columns.add(new TableColumn("time", TableColumn.ColumnKind.TIME, 91, row -> time(row, model)));
    if (rows.stream().anyMatch(row -> !row.note().isEmpty())) {
      columns.add(new TableColumn("note", TableColumn.ColumnKind.NOTE, 3, TrialRow::note));
    }
    return columns;
  }

  private static void addConfig(List<TrialRow> rows, List<TableColumn> columns) {
    int importance = 10;
    for (String name : configNames(rows)) {
      boolean words = rows.stream().anyMatch(row -> row.config().get(name) instanceof String);
      TableColumn.ColumnKind kind =
          words ? TableColumn.ColumnKind.WORDS : TableColumn.ColumnKind.CONFIG;
      columns.add(new TableColumn(name, kind, importance, row -> configText(row, name)));
      importance += 2;
    }
  }

  private static void addMetrics(RunViewState model, List<TableColumn> columns) {
    Optional<String> objective = model.trials().objective().map(Objective::metric);
    int importance = 11;
    for (String name : model.trials().metricNames()) {
      boolean optimised = objective.isPresent() && objective.get().equals(name);
      columns.add(
          new TableColumn(
              name,
              TableColumn.ColumnKind.METRIC,
              optimised ? 2 : importance,
              row -> metricText(row, name)));
      importance += 4;
    }
  }

  private static Set<String> configNames(List<TrialRow> rows) {
    return rows.stream()
        .flatMap(row -> row.config().keySet().stream())
        .distinct()
        .limit(MOST_CONFIG_COLUMNS)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String configText(TrialRow row, String name) {
    return row.config().containsKey(name) ? ValueText.value(row.config().get(name)) : "";
  }

  private static String metricText(TrialRow row, String name) {
    return row.metrics().containsKey(name) ? ValueText.metric(row.metrics().get(name)) : "";
  }

  private static String time(TrialRow row, RunViewState model) {
    return row.attempt() == 0 ? "" : ValueText.duration(row.ran(model.now()));
  }

  private int width(TableColumn column, List<TrialRow> rows) {
    int widest = DisplayWidth.of(display.clean(column.title()));
    for (TrialRow row : rows) {
      widest = Math.max(widest, DisplayWidth.of(display.clean(column.value().apply(row))));
    }
    return Math.min(widest, column.mostWidth());
  }

  private static String key(TableColumn column) {
    return column.kind() + "/" + column.title();
  }

  /**
   * A column of the trial table.
   *
   * @param title its head
   * @param kind what it shows
   * @param importance the lower, the longer it stays in a narrow window
   * @param value a row's text
   */
  record TableColumn(
      String title, ColumnKind kind, int importance, Function<TrialRow, String> value) {

    /** What a column shows, in the order of the columns. */
    enum ColumnKind {
      TRIAL,
      STATUS,
      /** Where it runs. */
      PLACE,
      PROGRESS,
      /** A hyperparameter whose values are words. */
      WORDS,
      /** Any other hyperparameter. */
      CONFIG,
      METRIC,
      TIME,
      /** A sentence, of which there are few. */
      NOTE
    }

    private static final int MOST_WIDTH = 16;
    private static final int MOST_WIDTH_OF_NOTE = 40;

    /** How wide it gets at most. */
    int mostWidth() {
      return kind == ColumnKind.NOTE ? MOST_WIDTH_OF_NOTE : MOST_WIDTH;
    }

    /** Numbers end at the same column; words begin at the same. */
    boolean alignsRight() {
      return switch (kind) {
        case TRIAL, STATUS, PLACE, WORDS, NOTE -> false;
        case PROGRESS, CONFIG, METRIC, TIME -> true;
      };
    }
  }
}
