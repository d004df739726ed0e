package io.synapse.job.document;

/** Goes through a text and knows line and column. CR, LF and CR LF each end a line. */
final class TextCursor {

  /** What {@link #peek} gives at the end. */
  static final int END = -1;

  private final String text;
  private int index;
  private int line = 1;
  private int column = 1;

  TextCursor(String text) {
    this.text = text;
  }

  /** The next character, not taken; {@link #END} when there is none. */
  int peek() {
    return index < text.length() ? text.charAt(index) : END;
  }

  /** Takes the next character; there must be one. */
  char next() {
    char taken = text.charAt(index++);
    if (taken == '\n' || (taken == '\r' && peek() != '\n')) {
      line++;
      column = 1;
    } else if (!Character.isLowSurrogate(taken)) {
      column++;
    }
    return taken;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
