package io.synapse.cli.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * A table for other programs.
 *
 * @param columns the names in the heading
 * @param rows by column; what a row lacks is an empty cell
 */
public record CsvTable(List<String> columns, List<Map<String, Object>> rows) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Quotes where that is needed, whatever a text's length. */
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING).build();

  private static final CsvSchema LAYOUT = CsvSchema.emptySchema().withLineSeparator("\r\n");

  /**
   * CSV as RFC 4180 has it: lines end with CR LF, the first one is the heading. Lists and objects
   * are JSON in their cell; NaN and infinities are the texts {@code NaN}, {@code Infinity} and
   * {@code -Infinity}.
   */
  String text() {
    List<Object[]> lines = new ArrayList<>();
    lines.add(columns.toArray());
    rows.forEach(row -> lines.add(columns.stream().map(row::get).map(CsvTable::cell).toArray()));
    return CSV.writer(LAYOUT).writeValueAsString(lines);
  }

  private static Object cell(Object value) {
    boolean isNested = value instanceof Map || value instanceof Collection;
    return isNested ? JSON.writeValueAsString(value) : value;
  }
}
