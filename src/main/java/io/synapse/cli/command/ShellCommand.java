package io.synapse.cli.command;

import io.synapse.run.RunFolder;
import java.nio.file.Path;

/** Texts in commands that a person may type. */
public final class ShellCommand {

  private static final String HARMLESS = "[\\w@%+=:,./-]+";

  private ShellCommand() {}

  /** As a POSIX shell takes it for one word. */
  public static String quoted(String text) {
    return text.matches(HARMLESS) ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** What a command has to be given so that it finds the store; nothing for the default one. */
  static final class StoreWords {

    private static final Path DEFAULT_STORE = Path.of(".synapse").toAbsolutePath();

    private StoreWords() {}

    public static String of(Path store) {
      return store.equals(DEFAULT_STORE) ? "" : " --store " + ShellCommand.quoted(store.toString());
    }
  }

  /** What to type to resume a run. */
  public static final class ResumeCommand {

    private ResumeCommand() {}

    public static String of(RunFolder run) {
      return of(run.runId(), run.path().getParent().getParent());
    }

    public static String of(String runId, Path store) {
      return "synapse train --resume " + ShellCommand.quoted(runId) + StoreWords.of(store);
    }
  }

  /** What to type to send a run to its tracking server. */
  public static final class TrackCommandLine {

    private TrackCommandLine() {}

    public static String of(String runId, Path store) {
      return "synapse runs track " + ShellCommand.quoted(runId) + StoreWords.of(store);
    }
  }
}
