package io.synapse.execute.pool;

import java.util.List;
import java.util.Optional;

/** Which signal a process died of, as its exit status says. */
final class ExitSignal {

  /** The status of a process that a signal ended is this and the signal's number. */
  static final int STATUS_START = 128;

  private static final String HARMLESS = "";

  /** Linux's, from number 1 on; those that end no process have no name here. */
  private static final List<String> NAMES =
      List.of(
          "SIGHUP",
          "SIGINT",
          "SIGQUIT",
          "SIGILL",
          "SIGTRAP",
          "SIGABRT",
          "SIGBUS",
          "SIGFPE",
          "SIGKILL",
          "SIGUSR1",
          "SIGSEGV",
          "SIGUSR2",
          "SIGPIPE",
          "SIGALRM",
          "SIGTERM",
          "SIGSTKFLT",
          HARMLESS,
          HARMLESS,
          HARMLESS,
          HARMLESS,
          HARMLESS,
          HARMLESS,
          HARMLESS,
          "SIGXCPU",
          "SIGXFSZ",
          "SIGVTALRM",
          "SIGPROF",
          HARMLESS,
          "SIGIO",
          "SIGPWR",
          "SIGSYS");

  private ExitSignal() {}

  /** The signal's name; empty for a status that no signal leaves. */
  static Optional<String> of(int status) {
    int index = status - STATUS_START - 1;
    return index >= 0 && index < NAMES.size()
        ? Optional.of(NAMES.get(index)).filter(name -> !name.equals(HARMLESS))
        : Optional.empty();
  }
}
