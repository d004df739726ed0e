package io.synapse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What trials printed. */
final class TrialLogs {

  private TrialLogs() {}

  /** The output of one trial of a store. */
  static String read(Path store, String trial) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return Files.readString(
          files
              .filter(file -> file.endsWith(Path.of(trial, "stdout.log")))
              .findFirst()
              .orElseThrow());
    }
  }
}
