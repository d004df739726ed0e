package io.synapse.cli.train;

import io.synapse.cli.command.ShellCommand.ResumeCommand;
import io.synapse.cli.output.Notices;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunListener;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Watches for the process being ended in the middle of a run by a plugin's {@code System.exit}: the
 * terminal is given back then, and what happened is reported. Closing it ends the watch.
 */
final class SuddenExit implements AutoCloseable {

  private static final String MESSAGE =
      "the program was ended while the run was going on (did the plugin call System.exit?)";

  private final Thread hook;

  private SuddenExit(Thread hook) {
    this.hook = hook;
  }

  /**
   * Watches from now on.
   *
   * @param restoreTerminal gives the terminal back; called on a thread of its own
   * @param notices is notified after it
   * @param run the run to resume
   */
  static SuddenExit watch(Runnable restoreTerminal, Notices notices, BegunRun run) {
    Thread hook =
        new Thread(
            () -> {
              restoreTerminal.run();
              notices.ofProgram(MESSAGE + run.resumeHint());
            },
            "synapse-sudden-end");
    Runtime.getRuntime().addShutdownHook(hook);
    return new SuddenExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being ended this very moment, and the hook is at work.
    }
  }

  /** Knows which run this process has begun, for when it is ended suddenly. Any thread may ask. */
  static final class BegunRun implements RunListener {

    private final Path store;
    private volatile String runId;

    /**
     * No run yet.
     *
     * @param store the store's folder, absolute
     */
    BegunRun(Path store) {
      this.store = store;
    }

    @Override
    public void onEvent(RecordedEvent recorded) {
      if (recorded.event() instanceof RunEvent.RunStarted started) {
        runId = started.runId();
      }
    }

    /** What to add to a message about the end: how to resume, once there is something to resume. */
    String resumeHint() {
      return Optional.ofNullable(runId)
          .map(id -> "; go on with: " + ResumeCommand.of(id, store))
          .orElse("");
    }

    /**
     * The same failure with how to resume once its cause is fixed, when there is something to
     * resume.
     */
    OperationFailedException withResumeHint(OperationFailedException failure) {
      return runId == null
          ? failure
          : new OperationFailedException(
              failure.getMessage() + "; then go on with: " + ResumeCommand.of(runId, store),
              failure);
    }
  }
}
