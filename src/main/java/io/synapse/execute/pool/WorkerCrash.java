package io.synapse.execute.pool;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells crashes in native code from other ends of a worker, and says what to look at. */
final class WorkerCrash {

  /** A virtual machine that crashes aborts itself; one that may leave no core file ends with 1. */
  private static final Set<Integer> CRASHED_JAVA = Set.of(1, ExitSignal.STATUS_START + 6);

  private static final Pattern JAVA_REPORT =
      Pattern.compile("^#\\s+(SIG[A-Z]+) \\(0x", Pattern.MULTILINE);

  /** A process of Python's dies of the signal itself. */
  private static final Set<String> CRASH_SIGNALS =
      Set.of("SIGILL", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV");

  private static final Pattern PYTHON_STACK =
      Pattern.compile("^Fatal Python error: ", Pattern.MULTILINE);

  private WorkerCrash() {}

  /** The crash of a virtual machine, which reports it. */
  static Optional<String> ofJava(int status, String output) {
    Matcher report = JAVA_REPORT.matcher(output);
    return CRASHED_JAVA.contains(status) && report.find()
        ? Optional.of(crashed(report.group(1)) + "; its report is in stdout.log")
        : Optional.empty();
  }

  /** The crash of a Python, which mostly tells where its code was. */
  static Optional<String> ofPython(int status, String output) {
    boolean told = PYTHON_STACK.matcher(output).find();
    return ExitSignal.of(status)
        .filter(CRASH_SIGNALS::contains)
        .map(signal -> crashed(signal) + (told ? "; its Python stack is in stdout.log" : ""));
  }

  private static String crashed(String signal) {
    return "the worker crashed in native code (" + signal + ")";
  }
}
