package io.synapse.cli;

import java.nio.file.Path;

/** What to type to send a run to its tracking server. */
final class TrackCommandLine {

  private TrackCommandLine() {}

  static String of(String runId, Path store) {
    return "synapse runs track " + ShellWord.quoted(runId) + StoreWords.of(store);
  }
}
