package io.synapse.store.raytune;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The {@code progress.csv} of a trial, for folders from which the results themselves are gone. */
final class RayCsv {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern REAL = Pattern.compile("-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

  private RayCsv() {}

  /** Its rows as the objects that the results would be; a last row without its end is left out. */
  static List<Map<String, Object>> rows(Path file) {
    String text = RayJson.text(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<List<String>> records = records(whole);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<String> cells : records.subList(Math.min(1, records.size()), records.size())) {
      rows.add(row(records.get(0), cells));
    }
    return rows;
  }

  private static Map<String, Object> row(List<String> names, List<String> cells) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
      if (!cells.get(i).isEmpty()) {
        row.put(names.get(i), value(cells.get(i)));
      }
    }
    return row;
  }

  private static Object value(String cell) {
    return switch (cell) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "True" -> true;
      case "False" -> false;
      default -> number(cell);
    };
  }

  private static Object number(String cell) {
    if (WHOLE.matcher(cell).matches()) {
      return Long.valueOf(cell);
    }
    return REAL.matcher(cell).matches() ? (Object) Double.valueOf(cell) : cell;
  }

  /** Cells in quotes may have commas, line ends and, doubled, quotes. */
  private static List<List<String>> records(String text) {
    List<List<String>> records = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"') {
        boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (doubled) {
          cell.append(each);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (each == ',' || each == '\n')) {
        cells.add(cell.toString());
        cell.setLength(0);
        if (each == '\n') {
          records.add(List.copyOf(cells));
          cells.clear();
        }
      } else if (quoted || each != '\r') {
        cell.append(each);
      }
    }
    return records;
  }
}
