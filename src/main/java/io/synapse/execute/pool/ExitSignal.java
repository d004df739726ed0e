package io.synapse.execute.pool;

import java.util.Map;
import java.util.Optional;

/** Which signal a process died of, as its exit status says. */
final class ExitSignal {

  /** The status of a process that a signal ended is this and the signal's number. */
  static final int STATUS_START = 128;

  private static final Map<Integer, String> NAMES =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8,
          "SIGFPE", 11, "SIGSEGV", 15, "SIGTERM", 24, "SIGXCPU");

  private ExitSignal() {}

  /** The signal's name; empty for one that is uncommon, and without one. */
  static Optional<String> of(int status) {
    return Optional.ofNullable(NAMES.get(status - STATUS_START));
  }
}
