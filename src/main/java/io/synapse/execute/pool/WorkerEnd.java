package io.synapse.execute.pool;

import io.synapse.execute.worker.WorkerStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what happened to a worker that ended in the middle of a trial. */
public final class WorkerEnd {

  private static final int KILL = ExitSignal.STATUS_START + 9;
  private static final int LOOKED_AT_BYTES = 1 << 18;

  private final int status;
  private final WorkerLanguage language;
  private final Path log;
  private final long logStart;

  /**
   * The end of a worker.
   *
   * @param status its exit status
   * @param language its plugin's
   * @param log the trial's log, which may not exist
   * @param logStart where in it this attempt's output begins
   */
  public WorkerEnd(int status, WorkerLanguage language, Path log, long logStart) {
    this.status = status;
    this.language = language;
    this.log = log;
    this.logStart = logStart;
  }

  /** What happened to a worker that had begun to serve. */
  public String message(String heap) {
    if (status == WorkerStatus.OUT_OF_MEMORY) {
      return "the worker ran out of memory; " + heap;
    }
    if (status == WorkerStatus.CONNECTION_LOST) {
      return "the worker lost its connection; a plugin that %s does that"
          .formatted(language.lostConnectionCause());
    }
    if (status == WorkerStatus.EXIT_OVERDUE) {
      return "the plugin ended its worker (%s), but a shutdown hook of its own did not end"
          .formatted(language.exitCall());
    }
    Optional<String> crash = language.crash(status, output(true));
    if (crash.isPresent()) {
      return crash.get();
    }
    if (status == KILL) {
      return "the worker was killed (SIGKILL); the system does that when memory runs out";
    }
    return ExitSignal.of(status)
        .map(signal -> "the worker was ended by " + signal)
        .orElseGet(
            () ->
                "the plugin ended its worker with exit status %d (%s)"
                    .formatted(status, language.exitCall()));
  }

  /** What happened to one that never got so far. */
  public String startMessage() {
    String said = firstLine().map(line -> ": " + line).orElse("");
    String end = ExitSignal.of(status).map("ended by "::concat).orElse("exit status " + status);
    return "the worker did not start (" + end + ")" + said;
  }

  private Optional<String> firstLine() {
    return output(false).lines().filter(line -> !line.isBlank()).findFirst().map(String::strip);
  }

  /** The end, or the beginning, of what this attempt printed. */
  private String output(boolean end) {
    if (!Files.exists(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = end ? Math.max(logStart, file.length() - LOOKED_AT_BYTES) : logStart;
      file.seek(from);
      byte[] bytes = new byte[(int) Math.min(LOOKED_AT_BYTES, file.length() - from)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Which signal a process died of, as its exit status says. */
  static final class ExitSignal {

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

  /** Tells crashes in native code from other ends of a worker, and says what to look at. */
  static final class WorkerCrash {

    /**
     * A virtual machine that crashes aborts itself; one that may leave no core file ends with 1.
     */
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

    /** The crash of a Python, which mostly says where its code was. */
    static Optional<String> ofPython(int status, String output) {
      boolean reported = PYTHON_STACK.matcher(output).find();
      return ExitSignal.of(status)
          .filter(CRASH_SIGNALS::contains)
          .map(signal -> crashed(signal) + (reported ? "; its Python stack is in stdout.log" : ""));
    }

    private static String crashed(String signal) {
      return "the worker crashed in native code (" + signal + ")";
    }
  }
}
