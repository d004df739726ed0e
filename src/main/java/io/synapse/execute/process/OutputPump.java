package io.synapse.execute.process;

import io.synapse.execute.pool.WorkerOutputLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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

  private final InputStream source;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  /** Fair, so that a flood doesn't keep others from their turn. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final WorkerOutputLog log;
  private volatile boolean closed;

  /**
   * A pump that copies once its thread is started.
   *
   * @param source the worker's output and error; its {@code available} says what can be read
   * @param file where everything goes until {@link #to}
   * @param notices is notified, at most once, that this log is full or cannot be written
   * @param mostBytes how much one log may hold; the rest is read and dropped
   */
  OutputPump(InputStream source, Path file, Consumer<String> notices, long mostBytes) {
    this.source = source;
    this.log = new WorkerOutputLog(file, notices, mostBytes);
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
   * @param newNotices is notified, at most once, that the log is full or cannot be written
   */
  void to(Path newFile, Consumer<String> newNotices) {
    locked(
        () -> {
          int copied = drain();
          log.to(newFile, newNotices);
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
          log.close();
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

  /** A pipe holds little; a worker that keeps flooding it must not hold up this thread. */
  private int drain() {
    int once = copyOnce();
    return once == CHUNK_BYTES ? once + copyOnce() : once;
  }

  private int copyOnce() {
    try {
      int ready = Math.min(source.available(), CHUNK_BYTES);
      int count = ready == 0 ? 0 : source.read(chunk, 0, ready);
      if (count > 0) {
        log.write(chunk, count);
      }
      return Math.max(0, count);
    } catch (IOException e) {
      // The process has just ended; what it left is read the next time.
      return 0;
    }
  }
}
