package io.synapse.cli;

/**
 * Watches for the process being ended in the middle of a run by a plugin's {@code System.exit}: the
 * terminal is given back then, and what happened is told. Closing it ends the watch.
 */
final class SuddenEnd implements AutoCloseable {

  private static final String MESSAGE =
      "the program was ended while the run was going on (did the plugin call System.exit?)";

  private final Thread hook;

  private SuddenEnd(Thread hook) {
    this.hook = hook;
  }

  /**
   * Watches from now on.
   *
   * @param restoreTerminal gives the terminal back; called on a thread of its own
   * @param notices is told after it
   * @param run what to go on with
   */
  static SuddenEnd watch(Runnable restoreTerminal, Notices notices, BegunRun run) {
    Thread hook =
        new Thread(
            () -> {
              restoreTerminal.run();
              notices.ofProgram(MESSAGE + run.resumeHint());
            },
            "synapse-sudden-end");
    Runtime.getRuntime().addShutdownHook(hook);
    return new SuddenEnd(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being ended this very moment, and the hook is at work.
    }
  }
}
