package io.synapse.report.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trial's {@code progress.csv}: the lines of {@code result.json} without the configuration,
 * nested values in columns of their own, their names joined by {@code /}. When a metric appears
 * that earlier reports had not, the file is written anew with a column for it.
 */
final class ProgressFile {

  private final Path path;
  private final Set<String> columns = new LinkedHashSet<>();
  private AppendedFile file;
  private boolean lacksColumns;

  ProgressFile(Path folder) {
    this.path = folder.resolve("progress.csv");
    this.file = new AppendedFile(path, 0);
  }

  /**
   * Adds a result.
   *
   * @param cells by column
   */
  void add(Map<String, Object> cells) {
    boolean first = columns.isEmpty();
    boolean more = columns.addAll(cells.keySet());
    if (first) {
      file.add(CsvLine.line(columns));
    }
    lacksColumns |= more && !first;
    addLine(cells);
  }

  private void addLine(Map<String, Object> cells) {
    List<Object> line = new ArrayList<>(columns.size());
    columns.forEach(column -> line.add(cells.get(column)));
    file.add(CsvLine.line(line));
  }

  /** Whether what is on disk has too few columns, so that it has to be written anew. */
  boolean lacksColumns() {
    return lacksColumns;
  }

  /** Begins anew with results that stay; without any there is no file. */
  void rewrite(List<Map<String, Object>> results) throws IOException {
    columns.clear();
    lacksColumns = false;
    if (results.isEmpty()) {
      Files.deleteIfExists(path);
      file = new AppendedFile(path, 0);
      return;
    }
    file = AppendedFile.asItIs(path);
    file.beginAnew();
    List<Map<String, Object>> lines = results.stream().map(ResultLine::cells).toList();
    lines.forEach(cells -> columns.addAll(cells.keySet()));
    file.add(CsvLine.line(columns));
    lines.forEach(this::addLine);
  }

  AppendedFile file() {
    return file;
  }

  /** Lines of a CSV file as Python's {@code csv} writes them. */
  static final class CsvLine {

    private CsvLine() {}

    /** A line with its end. Null is an empty cell; what needs quotes gets them. */
    static byte[] line(Iterable<?> cells) {
      StringBuilder line = new StringBuilder();
      for (Object cell : cells) {
        append(line, text(cell)).append(',');
      }
      line.setCharAt(line.length() - 1, '\n');
      return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder append(StringBuilder line, String text) {
      return needsQuotes(text)
          ? line.append('"').append(text.replace("\"", "\"\"")).append('"')
          : line.append(text);
    }

    private static boolean needsQuotes(String text) {
      for (int i = 0; i < text.length(); i++) {
        char each = text.charAt(i);
        if (each == ',' || each == '"' || each < ' ') {
          return true;
        }
      }
      return false;
    }

    private static String text(Object value) {
      if (value == null) {
        return "";
      }
      if (value instanceof Boolean truth) {
        return truth ? "True" : "False";
      }
      if (value instanceof Double real && !Double.isFinite(real)) {
        return nonFinite(real);
      }
      boolean nested = value instanceof List || value instanceof Map;
      return nested ? PythonJson.text(value) : value.toString();
    }

    private static String nonFinite(double real) {
      if (Double.isNaN(real)) {
        return "nan";
      }
      return real > 0 ? "inf" : "-inf";
    }
  }
}
