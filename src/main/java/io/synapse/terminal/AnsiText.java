package io.synapse.terminal;

import org.jline.utils.AttributedStringBuilder;

/** Lines as a terminal takes them. Immutable. */
final class AnsiText {

  private final boolean color;

  AnsiText(boolean color) {
    this.color = color;
  }

  /** A line with its looks as escape sequences, or without any where colours aren't welcome. */
  String of(Line line) {
    if (!color) {
      return line.text();
    }
    AttributedStringBuilder builder = new AttributedStringBuilder();
    line.pieces().forEach(piece -> builder.styled(piece.paint().style(), piece.text()));
    return builder.toAnsi();
  }
}
