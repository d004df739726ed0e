package io.synapse.execute.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Copies what a worker prints into the log of the trial that runs in it. Asks the pipe how much
 * there is instead of waiting in a read, so that at the end of a trial exactly what was printed
 * until then can be taken for that trial.
 */
final class OutputPump {

  private static final int CHUNK_BYTES = 1 << 16;
  private static final long SHORTEST_PAUSE_MS = 1;
  private static final long LONGEST_PAUSE_MS = 32;
  private static final long NONE_AND_TOLD = -1;

  private final InputStream source;
  private final long mostBytes;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  /** Fair, so that a flood doesn't keep others from their turn. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private Path file;
  private Consumer<String> notices;
  private OutputStream log;
  private long room;
  private volatile boolean closed;

  /**
   * A pump that copies once its thread is started.
   *
   * @param source the worker's output and error; its {@code available} tells what can be read
   * @param file where everything goes until {@link #to}
   * @param notices is told, at most once, that this log is full or cannot be written
   * @param mostBytes how much one log may hold; the rest is read and dropped
   */
  OutputPump(InputStream source, Path file, Consumer<String> notices, long mostBytes) {
    this.source = source;
    this.mostBytes = mostBytes;
    this.file = file;
    this.notices = notices;
    this.room = mostBytes;
  }

  /** Copies until {@link #close}. */
  void run() {
    try {
      long pause = SHORTEST_PAUSE_MS;
      while (!closed) {
        // A pipe holds little: while a worker prints much it must not wait for us long.
        boolean copied = locked(this::copyOnce) > 0;
        pause = copied ? SHORTEST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
        if (!copied) {
          TimeUnit.MILLISECONDS.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What was printed until now goes to the log so far, what is printed from now on to another.
   *
   * @param newNotices is told, at most once, that the log is full or cannot be written
   */
  void to(Path newFile, Consumer<String> newNotices) {
    locked(
        () -> {
          int copied = drain();
          closeLog();
          file = newFile;
          notices = newNotices;
          room = mostBytes;
          return copied;
        });
  }

  /** Copies what is left after the worker's end to the log so far, and stops. */
  void close() {
    locked(
        () -> {
          int copied = 1;
          while (copied > 0) {
            copied = copyOnce();
          }
          closeLog();
          closed = true;
          return copied;
        });
  }

  private int locked(IntSupplier work) {
    lock.lock();
    try {
      return work.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  /** A pipe holds little; a worker that goes on flooding it must not keep us here. */
  private int drain() {
    int once = copyOnce();
    return once == CHUNK_BYTES ? once + copyOnce() : once;
  }

  private int copyOnce() {
    try {
      int ready = Math.min(source.available(), CHUNK_BYTES);
      int count = ready == 0 ? 0 : source.read(chunk, 0, ready);
      if (count > 0) {
        write(count);
      }
      return Math.max(0, count);
    } catch (IOException e) {
      // The process has just ended; what it left is read the next time.
      return 0;
    }
  }

  private void write(int count) {
    int kept = (int) Math.max(0, Math.min(count, room));
    if (kept > 0) {
      append(chunk, kept);
    }
    room -= kept;
    if (kept < count && room == 0) {
      room = NONE_AND_TOLD;
      tellFull();
    }
  }

  private void tellFull() {
    String size = mostBytes / 1_000_000 + " MB";
    byte[] note =
        "%n[synapse: more than %s; what follows is left out]%n"
            .formatted(size)
            .getBytes(StandardCharsets.UTF_8);
    append(note, note.length);
    notices.accept("printed more than " + size + "; the rest is left out of " + file);
  }

  private void append(byte[] bytes, int count) {
    try {
      if (log == null) {
        Files.createDirectories(file.getParent());
        log = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      log.write(bytes, 0, count);
    } catch (IOException e) {
      // The trial itself goes on; without room on the disk the journal ends the run.
      room = NONE_AND_TOLD;
      notices.accept("what it prints cannot be written to " + file + ": " + e);
    }
  }

  private void closeLog() {
    try {
      if (log != null) {
        log.close();
      }
    } catch (IOException e) {
      notices.accept("what it printed cannot be written to " + file + ": " + e);
    } finally {
      log = null;
    }
  }
}
