package io.synapse.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The plugin of the executors' contract in Python, a file of its own among the tests. */
public final class PythonScenarioPlugin {

  private static final Path SOURCE = Path.of("src", "test", "python", "scenario.py");

  private PythonScenarioPlugin() {}

  /** Copies the plugin into a folder. */
  public static Path file(Path folder) {
    try {
      return Files.copy(SOURCE, folder.resolve("scenario.py"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Python makes of its failures. */
  public static Language language() {
    return new Language(
        "scenario.py:%d: RuntimeError: no luck today (in throw, called from scenario.py:%d in tune)"
            .formatted(line("raise RuntimeError(\"no luck"), line("value = globals()")),
        "in throw",
        "scenario.py:%d: RecursionError".formatted(line("    throw_an_error(h, run")),
        "int 42");
  }

  /** The number of the line that holds a text. */
  private static int line(String text) {
    try {
      List<String> lines = Files.readAllLines(SOURCE);
      return (int) lines.stream().takeWhile(line -> !line.contains(text)).count() + 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
