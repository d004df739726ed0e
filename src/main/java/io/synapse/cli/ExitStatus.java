package io.synapse.cli;

/** What the process's exit status says. */
final class ExitStatus {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int INVALID = 2;
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
