package io.synapse.store;

import io.synapse.problem.OperationFailedException;
import io.synapse.tune.Journal;
import io.synapse.tune.RecordedEvent;
import io.synapse.tune.RunEventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A journal in a file, one line per event. The file appears with the first event; one that exists
 * is gone on with, after what a dead process left of a last line is cut off. Only whole lines are
 * handed to the system. {@link #sync()} may be called often: it waits for the disk at most once a
 * second, and {@link #close()} waits for what is left.
 *
 * <p>Every failure throws {@link OperationFailedException} with the path and a remedy; after one,
 * nothing more is written.
 */
public final class JournalFile implements Journal {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);
  private final SyncPace pace = new SyncPace(System::nanoTime);
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
  public JournalFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  @Override
  public void append(RecordedEvent event) {
    buffer.writeBytes(RunEventJson.line(event).getBytes(StandardCharsets.UTF_8));
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
}
