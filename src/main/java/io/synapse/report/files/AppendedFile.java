package io.synapse.report.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that grows at its end. It is open only while it is written to, so there may be thousands.
 * What is added waits in memory for {@link #flush}; what a failed flush has left half is written
 * over by the next one.
 */
final class AppendedFile {

  private static final ByteArrayOutputStream NOTHING = new ByteArrayOutputStream(0);
  private static final Set<OpenOption> GROWING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  private final Path path;
  private ByteArrayOutputStream waiting = NOTHING;
  private long length;
  private boolean replaces;

  /**
   * A file that exists, or one that doesn't.
   *
   * @param length how much of it stays; 0 for one that doesn't exist
   */
  AppendedFile(Path path, long length) {
    this.path = path;
    this.length = length;
  }

  /** A file as it is now, whether it exists or not. */
  static AppendedFile asItIs(Path path) throws IOException {
    return new AppendedFile(path, Files.exists(path) ? Files.size(path) : 0);
  }

  /** Adds bytes that belong together. */
  void add(byte[] bytes) {
    if (waiting == NOTHING) {
      waiting = new ByteArrayOutputStream(bytes.length);
    }
    waiting.writeBytes(bytes);
  }

  /** How many bytes wait. */
  int waitingBytes() {
    return waiting.size();
  }

  /** Writes what waits; the folder has to exist. */
  void flush() throws IOException {
    if (waiting == NOTHING) {
      return;
    }
    byte[] bytes = waiting.toByteArray();
    if (replaces) {
      replace(path, bytes);
    } else {
      write(ByteBuffer.wrap(bytes));
    }
    length += bytes.length;
    waiting = NOTHING;
    replaces = false;
  }

  private void write(ByteBuffer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(path, GROWING)) {
      for (long position = length; bytes.hasRemaining(); ) {
        position += channel.write(bytes, position);
      }
    }
  }

  /** Drops what waits; what is added from now on is the whole file. */
  void beginAnew() {
    waiting = NOTHING;
    replaces |= length > 0;
    length = 0;
  }

  /** Puts a content in place of a file's, if there is one: a reader sees the old or the new. */
  static void replace(Path file, byte[] content) throws IOException {
    Path sibling = file.resolveSibling(".new.tmp");
    Files.write(sibling, content);
    Files.move(sibling, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Cuts off what is behind a length. */
  static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
