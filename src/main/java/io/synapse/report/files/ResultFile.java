package io.synapse.report.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** A trial's {@code result.json}: one JSON object a line for each report that counts. */
final class ResultFile {

  private final Path path;
  private AppendedFile file;

  ResultFile(Path folder) {
    this.path = folder.resolve("result.json");
    this.file = new AppendedFile(path, 0);
  }

  void add(Map<String, Object> result) {
    file.add(PythonJson.line(result));
  }

  AppendedFile file() {
    return file;
  }

  /**
   * Takes out what was reported after an iteration, and what a killed process has left of a line.
   *
   * @return what stays, oldest first
   */
  List<Map<String, Object>> keepUpTo(long iteration) throws IOException {
    List<Map<String, Object>> kept = new ArrayList<>();
    if (!Files.exists(path)) {
      file = new AppendedFile(path, 0);
      return kept;
    }
    byte[] bytes = Files.readAllBytes(path);
    int end = 0;
    for (int next = lineEnd(bytes, 0); next > 0; next = lineEnd(bytes, end)) {
      String line = new String(bytes, end, next - end, StandardCharsets.UTF_8);
      if (!counts(line, iteration, kept)) {
        break;
      }
      end = next;
    }
    if (end < bytes.length) {
      AppendedFile.truncate(path, end);
    }
    file = new AppendedFile(path, end);
    return kept;
  }

  private static boolean counts(String line, long iteration, List<Map<String, Object>> kept) {
    try {
      Map<String, Object> result = PythonJson.object(line);
      boolean counts =
          result.get(ResultLine.ITERATION) instanceof Long reported && reported <= iteration;
      if (counts) {
        kept.add(result);
      }
      return counts;
    } catch (JacksonException e) {
      // What a disk has lost; nothing after it can be relied on.
      return false;
    }
  }

  /** Where the line that begins at a position ends, its line feed included; 0 when it doesn't. */
  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }
}
