package io.synapse.cli;

import io.synapse.store.RunFolder;
import java.nio.file.Path;

/** What to type to go on with a run. */
final class ResumeCommand {

  private static final String HARMLESS = "[\\w@%+=:,./-]+";
  private static final Path DEFAULT_STORE = Path.of(".synapse").toAbsolutePath();

  private ResumeCommand() {}

  static String of(RunFolder run) {
    return of(run.runId(), run.path().getParent().getParent());
  }

  static String of(String runId, Path store) {
    String command = "synapse train --resume " + quoted(runId);
    return store.equals(DEFAULT_STORE) ? command : command + " --store " + quoted(store.toString());
  }

  /** As a POSIX shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches(HARMLESS) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
