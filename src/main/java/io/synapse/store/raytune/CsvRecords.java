package io.synapse.store.raytune;

import java.util.ArrayList;
import java.util.List;

/** Takes CSV apart: cells in quotes may have commas, line ends and, doubled, quotes. One use. */
final class CsvRecords {

  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private int position;

  /**
   * Records to find.
   *
   * @param text whole lines
   */
  CsvRecords(String text) {
    this.text = text;
  }

  /** The records in their order, the heading among them. */
  List<List<String>> all() {
    while (position < text.length()) {
      char each = text.charAt(position++);
      switch (each) {
        case '"' -> takeQuoted();
        case ',' -> endCell();
        case '\n' -> endRecord();
        case '\r' -> {
          // The first half of a line's end.
        }
        default -> cell.append(each);
      }
    }
    return records;
  }

  /** Up to the quote that is not doubled. */
  private void takeQuoted() {
    while (position < text.length()) {
      char each = text.charAt(position++);
      if (each != '"') {
        cell.append(each);
      } else if (position < text.length() && text.charAt(position) == '"') {
        cell.append(text.charAt(position++));
      } else {
        return;
      }
    }
  }

  private void endCell() {
    cells.add(cell.toString());
    cell.setLength(0);
  }

  private void endRecord() {
    endCell();
    records.add(List.copyOf(cells));
    cells.clear();
  }
}
