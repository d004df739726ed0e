package io.synapse.cli.command;

/** What the process's exit status says. */
public final class ExitStatus {

  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int INVALID = 2;
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
