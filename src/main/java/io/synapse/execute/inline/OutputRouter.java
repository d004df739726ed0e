package io.synapse.execute.inline;

import io.synapse.execute.inline.InlineExecutor.StandardStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sends what plugin threads print to their trial's {@code stdout.log}. Threads that a plugin starts
 * belong to its trial, also after its end; what other threads print during the run is a plugin's
 * too, by a pool that it shares, and goes to the run's own file.
 */
final class OutputRouter implements AutoCloseable {

  private static final InheritableThreadLocal<Path> LOG_FILE = new InheritableThreadLocal<>();

  private final Path unattributedOutput;
  private volatile boolean open = true;

  private OutputRouter(Path unattributedOutput) {
    this.unattributedOutput = unattributedOutput;
  }

  /**
   * Takes over the process's standard output and error. {@link #close()} gives them back to all
   * threads but those of trials, which may keep printing.
   */
  static OutputRouter install(StandardStreams streams, Path unattributedOutput) {
    OutputRouter router = new OutputRouter(unattributedOutput);
    System.setOut(router.routed(streams.output()));
    System.setErr(router.routed(streams.error()));
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
    open = false;
  }

  private PrintStream routed(PrintStream elsewhere) {
    return new PrintStream(new Routed(elsewhere), true, StandardCharsets.UTF_8);
  }

  /** Opens the log for every write: prints are rare, and ten thousand trials hold no file open. */
  private final class Routed extends OutputStream {
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
      Path ofTrial = LOG_FILE.get();
      Path file = ofTrial == null && open ? unattributedOutput : ofTrial;
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
      if (!open) {
        elsewhere.flush();
      }
    }

    private static void append(Path file, byte[] bytes, int offset, int length) throws IOException {
      Files.createDirectories(file.getParent());
      try (OutputStream log =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        log.write(bytes, offset, length);
      }
    }
  }
}
