package io.synapse.report.files;

import java.io.IOException;
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
      file.add(Csv.line(columns));
    }
    lacksColumns |= more && !first;
    addLine(cells);
  }

  private void addLine(Map<String, Object> cells) {
    List<Object> line = new ArrayList<>(columns.size());
    columns.forEach(column -> line.add(cells.get(column)));
    file.add(Csv.line(line));
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
    file.add(Csv.line(columns));
    lines.forEach(this::addLine);
  }

  AppendedFile file() {
    return file;
  }
}
