package io.synapse.execute.pool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Where what a worker prints is written: one file after another, each up to a limit, and each made
 * with its first content. Not safe for several threads.
 */
public final class WorkerOutputLog {

  private static final long NONE_AND_TOLD = -1;

  private final long mostBytes;
  private Path file;
  private Consumer<String> notices;
  private OutputStream log;
  private long room;

  /**
   * A log that nothing was written to.
   *
   * @param file where everything goes until {@link #to}
   * @param notices is notified, at most once, that this file is full or cannot be written
   * @param mostBytes how much one file gets; the rest is dropped
   */
  public WorkerOutputLog(Path file, Consumer<String> notices, long mostBytes) {
    this.mostBytes = mostBytes;
    this.file = file;
    this.notices = notices;
    this.room = mostBytes;
  }

  /**
   * From now on everything goes to another file.
   *
   * @param newNotices is notified, at most once, that it is full or cannot be written
   */
  public void to(Path newFile, Consumer<String> newNotices) {
    close();
    file = newFile;
    notices = newNotices;
    room = mostBytes;
  }

  /** Appends the first bytes of a chunk. */
  public void write(byte[] chunk, int count) {
    int kept = (int) Math.max(0, Math.min(count, room));
    if (kept > 0) {
      append(chunk, kept);
    }
    room -= kept;
    if (kept < count && room == 0) {
      room = NONE_AND_TOLD;
      noteFull();
    }
  }

  private void noteFull() {
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
      // The trial itself continues; without room on the disk the journal ends the run.
      room = NONE_AND_TOLD;
      notices.accept("what it prints cannot be written to " + file + ": " + e);
    }
  }

  /** Closes the file; the next chunk opens it again. */
  public void close() {
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
