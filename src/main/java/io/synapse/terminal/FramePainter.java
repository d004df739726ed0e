package io.synapse.terminal;

import io.synapse.terminal.StyledLine.AnsiText;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a sequence of frames into what has to be written so that each replaces the last one in
 * place, below whatever the terminal showed before. Only what changed is written, all in one text,
 * so that nothing flickers. Between frames the cursor stands in the frame's last line.
 *
 * <p>When a window gets narrower, terminals break the lines on it anew; the painter counts the rows
 * that the last frame takes then, and starts over from its first.
 */
final class FramePainter {

  private static final String ESCAPE = "\u001b[";
  private static final String ERASE_BELOW = ESCAPE + "J";
  private static final String ERASE_RIGHT = ESCAPE + "K";
  private static final String ERASE_LINE = ESCAPE + "2K";
  private static final String DOWN = ESCAPE + "B";
  private static final String WRAP_OFF = ESCAPE + "?7l";
  private static final String WRAP_ON = ESCAPE + "?7h";
  private static final String NEXT_LINE = "\r\n";

  private final AnsiText ansi;
  private List<PaintedLine> shown = List.of();
  private int shownColumns;

  /** A line on the terminal. */
  private record PaintedLine(String text, int width) {}

  FramePainter(AnsiText ansi) {
    this.ansi = ansi;
  }

  /**
   * What to write to show a frame; empty when it is there already.
   *
   * @param frame at least one line
   * @param above lines to leave above the frame for good, without escape sequences; they may be
   *     wider than the window
   * @param columns the window's width
   */
  String paint(List<StyledLine> frame, List<StyledLine> above, int columns) {
    List<PaintedLine> next =
        frame.stream().map(line -> new PaintedLine(ansi.of(line), line.width())).toList();
    if (above.isEmpty() && columns == shownColumns && next.equals(shown)) {
      return "";
    }
    boolean anew = !above.isEmpty() || columns != shownColumns || shown.isEmpty();
    String text = anew ? repaint(next, above, columns) : update(next, columns);
    shown = next;
    shownColumns = columns;
    return text;
  }

  /** The next frame begins in the cursor's line; what is above it stays. */
  void forget() {
    shown = List.of();
  }

  private String repaint(List<PaintedLine> next, List<StyledLine> above, int columns) {
    StringBuilder text = new StringBuilder("\r");
    erase(rowsShown(columns), text);
    above.forEach(line -> text.append(ansi.of(line)).append(NEXT_LINE));
    text.append(WRAP_OFF);
    List<String> lines = new ArrayList<>();
    next.forEach(line -> lines.add(line.text()));
    return text.append(String.join(NEXT_LINE, lines)).append(WRAP_ON).toString();
  }

  private String update(List<PaintedLine> next, int columns) {
    StringBuilder text = new StringBuilder("\r").append(WRAP_OFF);
    up(shown.size() - 1, text);
    boolean shorter = next.size() < shown.size();
    for (int row = 0; row < next.size(); row++) {
      PaintedLine line = next.get(row);
      boolean last = row == next.size() - 1;
      boolean same = row < shown.size() && shown.get(row).equals(line);
      if (!same || (last && shorter)) {
        text.append(line.text()).append(line.width() < columns ? ERASE_RIGHT : "");
      }
      text.append(last ? "" : NEXT_LINE);
    }
    if (shorter) {
      text.append(NEXT_LINE).append(ERASE_BELOW);
      up(1, text);
    }
    return text.append(WRAP_ON).toString();
  }

  /**
   * Blanks the rows that end with the cursor's, and goes to the first. Line by line: some terminals
   * take a screen that is erased from its first line for one to be kept in their history.
   */
  private static void erase(int rows, StringBuilder text) {
    up(rows - 1, text);
    for (int row = 0; row < rows; row++) {
      text.append(row == 0 ? "" : DOWN).append(ERASE_LINE);
    }
    up(rows - 1, text);
  }

  private int rowsShown(int columns) {
    return shown.stream()
        .mapToInt(line -> Math.max(1, (line.width() + columns - 1) / columns))
        .sum();
  }

  private static void up(int rows, StringBuilder text) {
    if (rows > 0) {
      text.append(ESCAPE).append(rows).append('A');
    }
  }
}
