package io.synapse.cli;

import io.synapse.store.RunFolder;
import java.nio.file.Path;

/** What to type to go on with a run. */
final class ResumeCommand {

  private ResumeCommand() {}

  static String of(RunFolder run) {
    return of(run.runId(), run.path().getParent().getParent());
  }

  static String of(String runId, Path store) {
    return "synapse train --resume " + ShellWord.quoted(runId) + StoreWords.of(store);
  }
}
