package io.synapse.bench.ray;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ray Tune with the same plugin as its trainable. */
record Tune(Path python, String address, Path plugin) {

  /** The least that it can do: no new process, and no files, for a trial. */
  static final String FASTEST = "--reuse-actors --no-loggers";

  private static final Path PROGRAM = Path.of("src", "bench", "ray", "tune_nothing.py");

  /** The words that run so many trials; options are separated by spaces. */
  List<String> command(int trials, String options) {
    List<String> words =
        new ArrayList<>(List.of(python.toString(), PROGRAM.toAbsolutePath().toString()));
    words.addAll(List.of(plugin.toString(), "--address", address, "--trials", "" + trials));
    if (!options.isEmpty()) {
      words.addAll(List.of(options.split(" ", -1)));
    }
    return words;
  }
}
