package io.synapse.report.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A trial's {@code params.json}: the configuration of its last attempt. */
final class ParamsFile {

  private final Path path;
  private AppendedFile file;

  ParamsFile(Path folder) {
    this.path = folder.resolve("params.json");
    this.file = new AppendedFile(path, 0);
  }

  /** Whether the file is there and has just this configuration. */
  boolean holds(Map<String, Object> config) throws IOException {
    return Files.exists(path)
        && Arrays.equals(Files.readAllBytes(path), PythonJson.document(config));
  }

  /** Takes in what the file begins with. */
  void begin(Map<String, Object> config) {
    file.add(PythonJson.document(config));
  }

  /** Takes in what is to be in the file in place of what is. */
  void change(Map<String, Object> config) throws IOException {
    file = AppendedFile.asItIs(path);
    file.beginAnew();
    begin(config);
  }

  AppendedFile file() {
    return file;
  }
}
