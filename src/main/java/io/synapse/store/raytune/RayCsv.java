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
    List<List<String>> records = new CsvRecords(whole).all();
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
}
