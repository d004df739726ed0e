package io.synapse.terminal;

import io.synapse.trial.TrialStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The trial table, fitted to a window. */
final class TrialLines {

  /** The columns of the mark before the best trial. */
  private static final int MARK_WIDTH = 2;

  /** An error's text shorter than this says little, and takes the place of hyperparameters. */
  private static final int LEAST_ERROR_WIDTH = 24;

  private static final List<TrialStatus> COUNT_ORDER =
      List.of(
          TrialStatus.RUNNING,
          TrialStatus.TERMINATED,
          TrialStatus.ERROR,
          TrialStatus.PAUSED,
          TrialStatus.PENDING);

  private final DisplayText display;
  private final TableColumns tableColumns;

  TrialLines(DisplayText display) {
    this.display = display;
    this.tableColumns = new TableColumns(display);
  }

  /**
   * The table in at most so many lines: its head, the rows, and a line for those that have no row.
   */
  List<Line> lines(RunModel model, int columns, int most) {
    int total = model.trialTotal();
    if (most < 1 || total == 0) {
      return List.of();
    }
    List<TrialRow> rows = visibleRows(model, most);
    List<Line> lines = new ArrayList<>();
    if (most >= 3) {
      TableColumns.Choice choice = tableColumns.choose(model, rows, columns - MARK_WIDTH);
      lines.add(head(choice, columns));
      rows.forEach(row -> lines.add(row(row, model, choice, columns)));
    }
    if (rows.size() < total || lines.isEmpty()) {
      lines.add(rest(model, rows, columns));
    }
    return lines;
  }

  private static List<TrialRow> visibleRows(RunModel model, int most) {
    if (most < 3) {
      return List.of();
    }
    int limit = most - 1;
    List<TrialRow> rows = model.trials().rows(limit);
    // One row less when a line has to tell of the trials without a row.
    boolean restNeeded = rows.size() < model.trialTotal() && rows.size() == limit;
    return restNeeded ? rows.subList(0, limit - 1) : rows;
  }

  private Line head(TableColumns.Choice choice, int columns) {
    Line line = new Line(display, columns);
    int at = MARK_WIDTH;
    for (int index = 0; index < choice.columns().size(); index++) {
      TableColumn column = choice.columns().get(index);
      addCell(line, column.title(), column, at, choice.widths().get(index), Paint.STRONG);
      at += choice.widths().get(index) + TableColumns.GAP;
    }
    if (choice.omitted() > 0) {
      line.moveTo(at).add("+" + choice.omitted(), Paint.DIM);
    }
    return line;
  }

  private Line row(TrialRow row, RunModel model, TableColumns.Choice choice, int columns) {
    boolean best = model.trials().isBest(row);
    Line line = new Line(display, columns);
    line.add(best ? display.symbols().best() : "", Paint.BEST);
    int errorFrom = row.error().isEmpty() ? Integer.MAX_VALUE : errorIndex(choice, columns);
    int at = MARK_WIDTH;
    for (int index = 0; index < choice.columns().size() && index < errorFrom; index++) {
      TableColumn column = choice.columns().get(index);
      int width = choice.widths().get(index);
      addCell(line, column.value().apply(row), column, at, width, paint(row, column, best));
      at += width + TableColumns.GAP;
    }
    return row.error().isEmpty() ? line : line.moveTo(at).add(row.error(), Paint.BAD);
  }

  private static Paint paint(TrialRow row, TableColumn column, boolean best) {
    if (column.kind() == TableColumn.Kind.STATUS) {
      return Paint.of(row.status());
    }
    if (best) {
      return Paint.STRONG;
    }
    return column.kind() == TableColumn.Kind.TIME ? Paint.DIM : Paint.PLAIN;
  }

  /** The column where an error's text begins: at the metrics, or earlier where room is short. */
  private static int errorIndex(TableColumns.Choice choice, int columns) {
    int at = MARK_WIDTH;
    int afterStatus = 0;
    for (int index = 0; index < choice.columns().size(); index++) {
      TableColumn.Kind kind = choice.columns().get(index).kind();
      if (kind == TableColumn.Kind.METRIC || kind == TableColumn.Kind.TIME) {
        return columns - at >= LEAST_ERROR_WIDTH ? index : afterStatus;
      }
      at += choice.widths().get(index) + TableColumns.GAP;
      if (kind == TableColumn.Kind.STATUS) {
        afterStatus = index + 1;
      }
    }
    return afterStatus;
  }

  private void addCell(Line line, String text, TableColumn column, int at, int width, Paint paint) {
    String cut = display.cut(display.clean(text), width);
    if (column.alignsRight()) {
      line.addEndingAt(at + width, cut, paint);
    } else {
      line.moveTo(at).add(cut, paint);
    }
  }

  private Line rest(RunModel model, List<TrialRow> shown, int columns) {
    Map<TrialStatus, Integer> rest = new EnumMap<>(TrialStatus.class);
    for (TrialStatus status : TrialStatus.values()) {
      int count =
          status == TrialStatus.PENDING ? model.pendingCount() : model.trials().count(status);
      rest.put(status, count);
    }
    shown.forEach(row -> rest.merge(row.status(), -1, Integer::sum));
    int more = rest.values().stream().mapToInt(Integer::intValue).sum();
    if (more == 0) {
      return new Line(display, columns);
    }
    String counts =
        COUNT_ORDER.stream()
            .filter(status -> rest.get(status) > 0)
            .map(status -> rest.get(status) + " " + status)
            .collect(Collectors.joining(", "));
    String label = display.symbols().ellipsis() + " " + more + " more: ";
    return new Line(display, columns).moveTo(MARK_WIDTH).add(label + counts, Paint.DIM);
  }
}
