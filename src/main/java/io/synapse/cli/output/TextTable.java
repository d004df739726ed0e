package io.synapse.cli.output;

import io.synapse.terminal.DisplayText;
import io.synapse.terminal.DisplayWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A table for people: columns aligned by what a terminal shows, wide characters included. Where it
 * has to fit a window, the widest of the columns that may be cut is cut first; then columns are
 * left out from the right, which an ellipsis in the heading shows. Elsewhere a column that may be
 * cut takes so many columns at most, unless it is the last, which pads nothing.
 */
public final class TextTable {

  private static final int GAP = 2;
  private static final int LEAST_CUT = 8;
  private static final int MOST_PADDED = 60;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param columns from left to right
   */
  public TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param title its heading
   * @param kind how its cells are shown
   */
  public record Column(String title, CellKind kind) {

    public static Column text(String title) {
      return new Column(title, CellKind.TEXT);
    }

    public static Column whole(String title) {
      return new Column(title, CellKind.WHOLE);
    }

    public static Column number(String title) {
      return new Column(title, CellKind.NUMBER);
    }
  }

  /** How the cells of a column are shown. */
  enum CellKind {
    /** To the left; cut when the window is narrow. */
    TEXT,
    /** To the left; not cut, because it is copied into other commands. */
    WHOLE,
    /** To the right; not cut. */
    NUMBER
  }

  /** Adds a row: a cell for each column. */
  public void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row has %d cells, not %d".formatted(columns.size(), cells.size()));
    }
    rows.add(List.copyOf(cells));
  }

  /** Whether there are no rows. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Whether the window shows every cell whole. */
  boolean fits(DisplayText display, int window) {
    return lines(display, OptionalInt.of(Integer.MAX_VALUE)).stream()
        .allMatch(line -> DisplayWidth.of(line) <= window);
  }

  /**
   * The heading and the rows.
   *
   * @param display makes cells harmless
   * @param window the columns of the window; empty to cut only what would pad every row
   */
  public List<String> lines(DisplayText display, OptionalInt window) {
    List<List<String>> cleaned = new ArrayList<>();
    cleaned.add(columns.stream().map(column -> display.clean(column.title())).toList());
    rows.forEach(row -> cleaned.add(row.stream().map(display::clean).toList()));
    int[] widths = IntStream.range(0, columns.size()).map(i -> width(cleaned, i)).toArray();
    if (window.isEmpty()) {
      limit(widths);
      return cleaned.stream().map(row -> line(row, widths, display)).toList();
    }
    return fitted(cleaned, widths, window.getAsInt(), display);
  }

  private void limit(int[] widths) {
    for (int i = 0; i < widths.length - 1; i++) {
      if (columns.get(i).kind() == CellKind.TEXT) {
        widths[i] = Math.min(widths[i], MOST_PADDED);
      }
    }
  }

  private List<String> fitted(
      List<List<String>> rows, int[] widths, int window, DisplayText display) {
    shrink(widths, window);
    int kept = widths.length;
    while (kept > 1 && total(Arrays.copyOf(widths, kept)) > window) {
      kept--;
    }
    int[] shown = Arrays.copyOf(widths, kept);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      boolean marked = lines.isEmpty() && kept < widths.length;
      String line = line(row, shown, display) + (marked ? display.cut("  more", GAP + 1) : "");
      lines.add(display.cut(line, window));
    }
    return lines;
  }

  private static int total(int[] widths) {
    return IntStream.of(widths).sum() + GAP * (widths.length - 1);
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> DisplayWidth.of(row.get(column))).max().orElse(0);
  }

  private void shrink(int[] widths, int window) {
    int excess = total(widths) - window;
    for (int i = widest(widths); excess > 0 && i >= 0; i = widest(widths)) {
      widths[i]--;
      excess--;
    }
  }

  /** The widest column that may be cut further; -1 when there is none. */
  private int widest(int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean cuttable = columns.get(i).kind() == CellKind.TEXT && widths[i] > LEAST_CUT;
      if (cuttable && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  private String line(List<String> row, int[] widths, DisplayText display) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = display.cut(row.get(i), widths[i]);
      String padding = " ".repeat(widths[i] - DisplayWidth.of(cell));
      String gap = i == 0 ? "" : " ".repeat(GAP);
      boolean right = columns.get(i).kind() == CellKind.NUMBER;
      line.append(gap).append(right ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
