package io.synapse.terminal;

import io.synapse.run.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * A line under construction: pieces of text, each with a look, never wider than a number of
 * columns.
 */
final class StyledLine {

  private final DisplayText display;
  private final int columns;
  private final List<Piece> pieces = new ArrayList<>();
  private int used;

  /** A piece of a line. */
  record Piece(String text, TextStyle paint) {}

  StyledLine(DisplayText display, int columns) {
    this.display = display;
    this.columns = columns;
  }

  /** Adds text, cleaned and cut to what is left of the line. */
  StyledLine add(String text, TextStyle paint) {
    String fitting = display.cut(display.clean(text), columns - used);
    if (!fitting.isEmpty()) {
      pieces.add(new Piece(fitting, paint));
      used += DisplayWidth.of(fitting);
    }
    return this;
  }

  /** Adds blanks up to a column, counted from 0; nothing when the line is there already. */
  StyledLine moveTo(int column) {
    return add(" ".repeat(Math.max(0, Math.min(column, columns) - used)), TextStyle.PLAIN);
  }

  /** Adds text so that it ends before a column. */
  StyledLine addEndingAt(int column, String text, TextStyle paint) {
    moveTo(column - DisplayWidth.of(display.clean(text)));
    return add(text, paint);
  }

  /** The column, counted from 0, where the next text goes. */
  int position() {
    return used;
  }

  /** The columns that the line covers when it is written: those of its {@link #pieces()}. */
  int width() {
    return pieces().stream().mapToInt(piece -> DisplayWidth.of(piece.text())).sum();
  }

  /** The pieces, without blanks at the end. */
  List<Piece> pieces() {
    List<Piece> trimmed = new ArrayList<>(pieces);
    while (!trimmed.isEmpty() && trimmed.get(trimmed.size() - 1).text().isBlank()) {
      trimmed.remove(trimmed.size() - 1);
    }
    return trimmed;
  }

  /** The text alone. */
  String text() {
    return pieces().stream().map(Piece::text).collect(Collectors.joining());
  }

  /** Lines as a terminal takes them. Immutable. */
  static final class AnsiText {

    private final boolean color;

    AnsiText(boolean color) {
      this.color = color;
    }

    /** A line with its looks as escape sequences, or without any where colours aren't welcome. */
    String of(StyledLine line) {
      if (!color) {
        return line.text();
      }
      AttributedStringBuilder builder = new AttributedStringBuilder();
      line.pieces().forEach(piece -> builder.styled(piece.paint().style(), piece.text()));
      return builder.toAnsi();
    }
  }

  /** What a piece of a line looks like. */
  enum TextStyle {
    PLAIN,
    STRONG,
    DIM,
    ACTIVE,
    GOOD,
    BAD,
    HALTED,
    BEST;

    /** JLine's name for it: the eight basic colours, which every palette defines legibly. */
    AttributedStyle style() {
      AttributedStyle plain = AttributedStyle.DEFAULT;
      return switch (this) {
        case PLAIN -> plain;
        case STRONG -> plain.bold();
        case DIM -> plain.faint();
        case ACTIVE -> plain.foreground(AttributedStyle.CYAN);
        case GOOD -> plain.foreground(AttributedStyle.GREEN);
        case BAD -> plain.foreground(AttributedStyle.RED);
        case HALTED -> plain.foreground(AttributedStyle.YELLOW);
        case BEST -> plain.bold().foreground(AttributedStyle.YELLOW);
      };
    }

    /** The look of how a run ended. */
    static TextStyle ofEnding(String status) {
      return switch (status) {
        case "completed" -> GOOD;
        case "interrupted" -> HALTED;
        default -> BAD;
      };
    }

    /** The look of a status. */
    static TextStyle of(TrialStatus status) {
      return switch (status) {
        case PENDING -> DIM;
        case RUNNING -> ACTIVE;
        case PAUSED -> HALTED;
        case TERMINATED -> GOOD;
        case ERROR -> BAD;
      };
    }
  }
}
