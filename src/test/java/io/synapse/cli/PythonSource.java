package io.synapse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plugin in Python that a test brings along.
 *
 * @param name of its file
 * @param code its text
 */
record PythonSource(String name, String code) {

  /** Writes the file into a folder. */
  Path in(Path folder) {
    try {
      return Files.writeString(folder.resolve(name), code);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How messages name the line that holds a text, which must be one alone. */
  String place(String text) {
    List<String> lines = code.lines().toList();
    int[] found =
        IntStream.range(0, lines.size()).filter(i -> lines.get(i).contains(text)).toArray();
    if (found.length != 1) {
      throw new AssertionError(found.length + " lines have " + text);
    }
    return name + ":" + (found[0] + 1);
  }
}
