package io.synapse.testing;

import io.synapse.files.JsonFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole lines of a run's journal as plain JSON, as another program would read them. */
public final class JournalLines {

  private JournalLines() {}

  /** The lines in their order; a torn last line is left out. */
  public static List<Map<String, Object>> of(Path journal) {
    try {
      String text = Files.readString(journal);
      return text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(line -> JsonFile.parse(line.getBytes(StandardCharsets.UTF_8)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
