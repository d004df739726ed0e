package io.synapse.execute.pool;

import io.synapse.execute.worker.WorkerStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What befell a worker that ended in the middle of a trial, for a person. */
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
}
