package io.synapse.run;

import io.synapse.files.StorageFailure;
import io.synapse.files.SyncThrottle;
import io.synapse.problem.OperationFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A journal in a file, one line per event. The file appears with the first event; one that exists
 * is continued, after what a dead process left of a last line is cut off. Only whole lines are
 * handed to the system. {@link #sync()} may be called often: it waits for the disk at most once a
 * second, and {@link #close()} waits for what is left.
 *
 * <p>Every failure throws {@link OperationFailedException} with the path and a remedy; after one,
 * nothing more is written.
 */
public final class JournalWriter implements Journal {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);
  private final SyncThrottle pace = new SyncThrottle(System::nanoTime);
  private RandomAccessFile file;
  private long written;
  private boolean opened;
  private boolean unsynced;
  private boolean failed;

  /**
   * A journal whose file is opened with its first event.
   *
   * @param path the file; missing folders are made
   */
  public JournalWriter(Path path) {
    this.path = path.toAbsolutePath();
  }

  @Override
  public void append(RecordedEvent event) {
    buffer.writeBytes(RunEventCodec.line(event).getBytes(StandardCharsets.UTF_8));
    buffer.write('\n');
    if (buffer.size() >= BUFFER_BYTES) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (buffer.size() == 0) {
      return;
    }
    if (failed) {
      throw new OperationFailedException("the journal " + path + " failed before; it is closed");
    }
    try {
      if (!opened) {
        open();
      }
      file.write(buffer.toByteArray());
      written += buffer.size();
      unsynced = true;
      buffer.reset();
    } catch (IOException e) {
      fail();
      throw StorageFailure.of("write the journal", path, e);
    }
  }

  @Override
  public void sync() {
    flush();
    if (unsynced && pace.isDue()) {
      force();
    }
  }

  @Override
  public void close() {
    if (failed) {
      closeFile();
      return;
    }
    flush();
    if (unsynced) {
      force();
    }
    closeFile();
  }

  private void open() throws IOException {
    Files.createDirectories(path.getParent());
    file = new RandomAccessFile(path.toFile(), "rw");
    lock();
    written = JournalEnd.of(file);
    if (written < file.length()) {
      file.setLength(written);
    }
    file.seek(written);
    opened = true;
  }

  private void lock() throws IOException {
    boolean taken;
    try {
      taken = JournalLock.take(file.getChannel());
    } catch (IOException e) {
      // A file system without locks: then the run's row in the registry has to do.
      taken = true;
    }
    if (!taken) {
      throw new IOException("another process writes it; wait for its end, or stop it");
    }
  }

  private void force() {
    try {
      // Unlike a channel's force this doesn't close the file when the thread is interrupted.
      file.getFD().sync();
      unsynced = false;
    } catch (IOException e) {
      fail();
      throw StorageFailure.of("write the journal", path, e);
    }
  }

  /** Takes back a line of which a part was written. */
  private void fail() {
    failed = true;
    buffer.reset();
    try {
      if (opened && file.length() > written) {
        file.setLength(written);
      }
    } catch (IOException e) {
      // Readers ignore a part of a last line anyway.
    }
  }

  private void closeFile() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      if (!failed) {
        throw StorageFailure.of("close the journal", path, e);
      }
    }
  }

  /** Finds where the last whole line of a file ends. */
  static final class JournalEnd {

    private static final int BLOCK_BYTES = 1 << 13;

    private JournalEnd() {}

    /** The position after the last line feed; 0 when there is none. Moves the file's position. */
    static long of(RandomAccessFile file) throws IOException {
      byte[] block = new byte[BLOCK_BYTES];
      for (long end = file.length(); end > 0; end -= BLOCK_BYTES) {
        long start = Math.max(0, end - BLOCK_BYTES);
        int size = (int) (end - start);
        file.seek(start);
        file.readFully(block, 0, size);
        int last = lastLineFeed(block, size);
        if (last >= 0) {
          return start + last + 1;
        }
      }
      return 0;
    }

    private static int lastLineFeed(byte[] block, int size) {
      int last = size - 1;
      while (last >= 0 && block[last] != '\n') {
        last--;
      }
      return last;
    }
  }

  /**
   * The lock that a journal's writer holds, so that no two processes run the same run. The system
   * gives it back when the process ends, however it does.
   */
  public static final class JournalLock {

    /** Beyond any content: some systems keep others from reading the bytes that are locked. */
    private static final long POSITION = Long.MAX_VALUE - 1;

    private JournalLock() {}

    /**
     * Takes the lock. It lasts until the channel is closed.
     *
     * @return false when somebody else has it
     * @throws IOException when the file system has no locks
     */
    static boolean take(FileChannel channel) throws IOException {
      try {
        FileLock lock = channel.tryLock(POSITION, 1, false);
        return lock != null;
      } catch (OverlappingFileLockException e) {
        return false;
      }
    }

    /** Whether anybody holds an existing journal's. What cannot be asked counts as held. */
    public static boolean isHeld(Path journal) {
      try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
        return !take(channel);
      } catch (IOException e) {
        return true;
      }
    }
  }
}
