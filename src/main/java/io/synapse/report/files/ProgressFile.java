package io.synapse.report.files;

import io.synapse.tune.FlatValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A trial's {@code progress.csv}: the lines of {@code result.json} without the configuration,
 * nested values in columns of their own, their names joined by {@code /}. When a metric appears
 * that earlier reports had not, the file is written anew with a column for it.
 */
final class ProgressFile {

  private final AppendedFile file;
  private final Set<String> columns = new LinkedHashSet<>();
  private boolean lacksColumns;

  ProgressFile(Path folder) {
    this.file = new AppendedFile(folder.resolve("progress.csv"), 0);
  }

  /** Adds a result. */
  void add(Map<String, Object> result) {
    Map<String, Object> cells = cells(result);
    boolean first = columns.isEmpty();
    boolean more = columns.addAll(cells.keySet());
    if (first) {
      file.add(bytes(columns.stream().map(Csv::cell)));
    }
    lacksColumns |= more && !first;
    file.add(bytes(columns.stream().map(cells::get).map(Csv::cell)));
  }

  /** Whether what is on disk has too few columns, so that it has to be written anew. */
  boolean lacksColumns() {
    return lacksColumns;
  }

  /** Writes everything anew, or removes the file when there is nothing. */
  void rewrite(List<Map<String, Object>> results) throws IOException {
    file.forget();
    columns.clear();
    results.forEach(result -> columns.addAll(cells(result).keySet()));
    lacksColumns = false;
    if (results.isEmpty()) {
      Files.deleteIfExists(file.path());
      return;
    }
    file.add(bytes(columns.stream().map(Csv::cell)));
    results.forEach(
        result -> {
          Map<String, Object> cells = cells(result);
          file.add(bytes(columns.stream().map(cells::get).map(Csv::cell)));
        });
    file.replace();
  }

  AppendedFile file() {
    return file;
  }

  private static Map<String, Object> cells(Map<String, Object> result) {
    Map<String, Object> shown = new LinkedHashMap<>(result);
    shown.remove(ResultLine.CONFIG);
    return FlatValues.of(shown);
  }

  private static byte[] bytes(Stream<String> cells) {
    return cells.collect(Collectors.joining(",", "", "\n")).getBytes(StandardCharsets.UTF_8);
  }
}
