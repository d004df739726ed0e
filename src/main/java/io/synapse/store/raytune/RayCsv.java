package io.synapse.store.raytune;

import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** The {@code progress.csv} of a trial, for folders from which the results themselves are gone. */
final class RayCsv {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern REAL = Pattern.compile("-?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

  private static final ObjectReader RECORDS =
      CsvMapper.builder()
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .build()
          .readerForListOf(String.class);

  private RayCsv() {}

  /**
   * Its rows as the objects that the results would be; a last row without its end is left out.
   *
   * @throws InvalidInputException when it cannot be read or is not CSV
   */
  static List<Map<String, Object>> rows(Path file) {
    String text = RayJson.text(file);
    List<List<String>> records = records(text.substring(0, text.lastIndexOf('\n') + 1), file);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<String> cells : records.subList(Math.min(1, records.size()), records.size())) {
      rows.add(row(records.get(0), cells));
    }
    return rows;
  }

  private static List<List<String>> records(String text, Path file) {
    try (MappingIterator<List<String>> records = RECORDS.readValues(text)) {
      return records.readAll();
    } catch (JacksonException e) {
      throw new InvalidInputException(
          "%s is damaged: it is not CSV (%s); restore it from a copy, or move the trial's folder away to import the others"
              .formatted(file, e.getOriginalMessage()));
    }
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
