package io.synapse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/**
 * {@code synapse train} as a process of its own.
 *
 * @param process the process
 * @param errors the file that takes its standard error
 */
record TrainProcess(Process process, Path errors) {

  private static final Duration POLL = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofSeconds(90);

  /** Waits until something is so, or the process has ended. */
  void awaitUntil(BooleanSupplier condition) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .atMost(LONGEST)
        .until(() -> !process.isAlive() || condition.getAsBoolean());
  }

  /**
   * Ends it, and it alone, with SIGKILL.
   *
   * @return whether that came before it ended by itself
   */
  boolean kill() throws InterruptedException {
    process.destroyForcibly();
    return awaitEnd() == 128 + 9;
  }

  /** Sends it a signal. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for its end. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it doesn't end; it said " + messages());
    }
    return process.exitValue();
  }

  /** What it told, in one text. */
  String said() {
    return String.join("\n", messages());
  }

  /** What it told on standard error. */
  List<String> messages() {
    try {
      return Files.readString(errors).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
