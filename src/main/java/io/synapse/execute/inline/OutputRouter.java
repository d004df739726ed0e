package io.synapse.execute.inline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sends what plugin threads print to their trial's {@code stdout.log}, and what all other threads
 * print where it went before. Threads that a plugin starts belong to its trial.
 */
final class OutputRouter implements AutoCloseable {

  private static final InheritableThreadLocal<Path> LOG_FILE = new InheritableThreadLocal<>();
  private final PrintStream standardOutput;
  private final PrintStream standardError;

  private OutputRouter(PrintStream standardOutput, PrintStream standardError) {
    this.standardOutput = standardOutput;
    this.standardError = standardError;
  }

  /**
   * Takes over the process's standard output and error until {@link #close()}.
   *
   * @param standardOutput where other threads' prints go, and what is restored
   * @param standardError likewise
   */
  static OutputRouter install(PrintStream standardOutput, PrintStream standardError) {
    OutputRouter router = new OutputRouter(standardOutput, standardError);
    System.setOut(router.routed(router.standardOutput));
    System.setErr(router.routed(router.standardError));
    return router;
  }

  /** Runs a task whose prints belong to a trial. */
  void whileWritingTo(Path trialFolder, Runnable task) {
    LOG_FILE.set(trialFolder.resolve("stdout.log"));
    try {
      task.run();
    } finally {
      LOG_FILE.remove();
    }
  }

  @Override
  public void close() {
    System.setOut(standardOutput);
    System.setErr(standardError);
  }

  private PrintStream routed(PrintStream elsewhere) {
    return new PrintStream(new Routed(elsewhere), true, StandardCharsets.UTF_8);
  }

  /** Opens the log for every write: prints are rare, and ten thousand trials hold no file open. */
  private static final class Routed extends OutputStream {
    private final PrintStream elsewhere;

    Routed(PrintStream elsewhere) {
      this.elsewhere = elsewhere;
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Path file = LOG_FILE.get();
      if (file == null) {
        elsewhere.write(bytes, offset, length);
        return;
      }
      try {
        append(file, bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void flush() {
      if (LOG_FILE.get() == null) {
        elsewhere.flush();
      }
    }

    private void append(Path file, byte[] bytes, int offset, int length) throws IOException {
      Files.createDirectories(file.getParent());
      try (OutputStream log =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        log.write(bytes, offset, length);
      }
    }
  }
}
