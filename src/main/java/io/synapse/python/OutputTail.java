package io.synapse.python;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines that a program printed, for a message. */
final class OutputTail {

  private static final int MOST_LINES = 300;
  private static final int MOST_QUOTED = 15;
  private static final int MOST_CHARACTERS = 200;

  private final Deque<String> lines = new ArrayDeque<>();

  /** Takes a line. */
  void add(String line) {
    if (line.isBlank()) {
      return;
    }
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(shortened(line.stripTrailing()));
  }

  /** What follows a mark in the lines that start with it. */
  List<String> after(String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  /** Whether a line has one of some texts in it. */
  boolean mentions(List<String> texts) {
    return lines.stream().anyMatch(line -> texts.stream().anyMatch(line::contains));
  }

  /**
   * To end a message with: the very last lines, indented, after a colon; nothing when there are
   * none.
   */
  String quoted() {
    return lines.isEmpty()
        ? ""
        : lines.stream()
            .skip(Math.max(0, lines.size() - MOST_QUOTED))
            .map(line -> "\n  " + line)
            .collect(Collectors.joining("", ":", ""));
  }

  private static String shortened(String line) {
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
  }
}
