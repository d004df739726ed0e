package io.synapse.terminal;

import io.synapse.run.TrialStatus;
import io.synapse.terminal.ProgressText.StatusCounts;
import io.synapse.terminal.StyledLine.TextStyle;
import io.synapse.terminal.TableColumns.TableColumn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The trial table, fitted to a window. */
final class TrialTableLines {

  /** The columns of the mark before the best trial. */
  private static final int MARK_WIDTH = 2;

  /**
   * A text shorter than this says little: an error takes the place of hyperparameters, a decision
   * is left out.
   */
  private static final int LEAST_TEXT_WIDTH = 24;

  /** A head, a row, and the line for the rest. */
  private static final int LEAST_TABLE = 3;

  private final DisplayText display;
  private final TableColumns tableColumns;

  TrialTableLines(DisplayText display) {
    this.display = display;
    this.tableColumns = new TableColumns(display);
  }

  /**
   * The table in at most so many lines: its head, the rows, and a line for those that have no row.
   */
  List<StyledLine> lines(RunViewState model, int columns, int most) {
    int total = StatusCounts.total(model.counts());
    if (most < 1 || total == 0) {
      return List.of();
    }
    List<TrialRow> rows = visibleRows(model, total, most);
    List<StyledLine> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      TableColumns.ColumnChoice choice = tableColumns.choose(model, rows, columns - MARK_WIDTH);
      lines.add(head(choice, columns));
      rows.forEach(row -> lines.add(row(row, model, choice, columns)));
    }
    if (rows.size() < total) {
      lines.add(rest(model.counts(), rows, columns));
    }
    return lines;
  }

  /** As many rows as there is room for, beside the head and a line for those without a row. */
  private static List<TrialRow> visibleRows(RunViewState model, int total, int most) {
    if (most < LEAST_TABLE) {
      return List.of();
    }
    List<TrialRow> rows = model.trials().rows(most - 1);
    boolean restHasNoLine = rows.size() < total && rows.size() == most - 1;
    return restHasNoLine ? rows.subList(0, most - 2) : rows;
  }

  private StyledLine head(TableColumns.ColumnChoice choice, int columns) {
    StyledLine line = new StyledLine(display, columns);
    int at = MARK_WIDTH;
    for (int index = 0; index < choice.columns().size(); index++) {
      TableColumn column = choice.columns().get(index);
      addCell(line, column.title(), column, at, choice.widths().get(index), TextStyle.STRONG);
      at += choice.widths().get(index) + TableColumns.GAP;
    }
    if (choice.omitted() > 0) {
      line.moveTo(at).add(TableColumns.hint(choice.omitted()), TextStyle.DIM);
    }
    return line;
  }

  private StyledLine row(
      TrialRow row, RunViewState model, TableColumns.ColumnChoice choice, int columns) {
    boolean best = model.trials().isBest(row);
    StyledLine line = new StyledLine(display, columns);
    line.add(best ? display.symbols().best() : "", TextStyle.BEST);
    int errorFrom = row.error().isEmpty() ? Integer.MAX_VALUE : errorIndex(choice, columns);
    int at = MARK_WIDTH;
    for (int index = 0; index < choice.columns().size() && index < errorFrom; index++) {
      TableColumn column = choice.columns().get(index);
      int width = choice.widths().get(index);
      addCell(line, column.value().apply(row), column, at, width, paint(row, column, best));
      at += width + TableColumns.GAP;
    }
    if (!row.error().isEmpty()) {
      return line.moveTo(at).add(row.error(), TextStyle.BAD);
    }
    boolean room = columns - at >= LEAST_TEXT_WIDTH;
    return room ? line.moveTo(at).add(row.decision(), TextStyle.DIM) : line;
  }

  private static TextStyle paint(TrialRow row, TableColumn column, boolean best) {
    if (column.kind() == TableColumn.ColumnKind.STATUS) {
      return TextStyle.of(row.status());
    }
    if (best) {
      return TextStyle.STRONG;
    }
    return column.kind() == TableColumn.ColumnKind.TIME ? TextStyle.DIM : TextStyle.PLAIN;
  }

  /** The column where an error's text begins: at the metrics, or earlier where room is short. */
  private static int errorIndex(TableColumns.ColumnChoice choice, int columns) {
    int at = MARK_WIDTH;
    int afterStatus = 0;
    for (int index = 0; index < choice.columns().size(); index++) {
      TableColumn.ColumnKind kind = choice.columns().get(index).kind();
      if (kind == TableColumn.ColumnKind.METRIC || kind == TableColumn.ColumnKind.TIME) {
        return columns - at >= LEAST_TEXT_WIDTH ? index : afterStatus;
      }
      at += choice.widths().get(index) + TableColumns.GAP;
      if (kind == TableColumn.ColumnKind.STATUS) {
        afterStatus = index + 1;
      }
    }
    return afterStatus;
  }

  private void addCell(
      StyledLine line, String text, TableColumn column, int at, int width, TextStyle paint) {
    String cut = display.cut(display.clean(text), width);
    if (column.alignsRight()) {
      line.addEndingAt(at + width, cut, paint);
    } else {
      line.moveTo(at).add(cut, paint);
    }
  }

  private StyledLine rest(Map<TrialStatus, Integer> counts, List<TrialRow> shown, int columns) {
    Map<TrialStatus, Integer> rest = new EnumMap<>(counts);
    shown.forEach(row -> rest.merge(row.status(), -1, Integer::sum));
    String label = "%s %d more: ".formatted(display.symbols().ellipsis(), StatusCounts.total(rest));
    return new StyledLine(display, columns)
        .moveTo(MARK_WIDTH)
        .add(label + StatusCounts.text(rest), TextStyle.DIM);
  }
}
