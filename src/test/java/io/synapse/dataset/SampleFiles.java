package io.synapse.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Writes files for the tests of data sets. */
final class SampleFiles {

  private SampleFiles() {}

  /** Writes a file and the folders above it. */
  static Path write(Path folder, String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes a file look as if it had been written long ago. */
  static void age(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
