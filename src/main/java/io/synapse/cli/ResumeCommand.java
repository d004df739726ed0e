package io.synapse.cli;

import io.synapse.store.RunFolder;
import java.nio.file.Path;

/** What to type to go on with a run. */
final class ResumeCommand {

  private static final Path DEFAULT_STORE = Path.of(".synapse").toAbsolutePath();

  private ResumeCommand() {}

  static String of(RunFolder run) {
    return of(run.runId(), run.path().getParent().getParent());
  }

  static String of(String runId, Path store) {
    String command = "synapse train --resume " + ShellWord.quoted(runId);
    return store.equals(DEFAULT_STORE)
        ? command
        : command + " --store " + ShellWord.quoted(store.toString());
  }
}
