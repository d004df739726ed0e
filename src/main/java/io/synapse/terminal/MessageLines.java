package io.synapse.terminal;

import java.util.ArrayList;
import java.util.List;

/** A message as the lines to show of it. */
final class MessageLines {

  private static final int MOST_LINES = 40;
  private static final int MOST_CHARACTERS = 2_000;

  private MessageLines() {}

  /** The lines, without what is beyond all measure; the job's log has the whole. */
  static List<String> of(String message) {
    List<String> all = message.stripTrailing().lines().toList();
    List<String> lines = new ArrayList<>();
    all.stream().limit(MOST_LINES).map(MessageLines::limited).forEach(lines::add);
    if (all.size() > MOST_LINES) {
      lines.add("(" + (all.size() - MOST_LINES) + " more lines)");
    }
    return lines;
  }

  private static String limited(String line) {
    return line.length() <= MOST_CHARACTERS
        ? line
        : line.substring(0, MOST_CHARACTERS) + " (" + (line.length() - MOST_CHARACTERS) + " more)";
  }
}
