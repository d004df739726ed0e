package io.synapse.execute.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The plugin of the executors' contract in Python, a file of its own among the tests. */
final class PythonScenarioPlugin {

  private static final Path SOURCE = Path.of("src", "test", "python", "scenario.py");

  private PythonScenarioPlugin() {}

  /** Copies the plugin into a folder. */
  static Path file(Path folder) {
    try {
      return Files.copy(SOURCE, folder.resolve("scenario.py"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the line that holds a text. */
  static int line(String text) {
    try {
      List<String> lines = Files.readAllLines(SOURCE);
      return (int) lines.stream().takeWhile(line -> !line.contains(text)).count() + 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
