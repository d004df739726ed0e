package io.synapse.report.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows at its end. It is open only while it is written to, so there may be thousands.
 * What is added waits in memory for {@link #flush}; what a failed flush has left half is written
 * over by the next one.
 */
final class AppendedFile {

  private static final ByteArrayOutputStream NOTHING = new ByteArrayOutputStream(0);

  private final Path path;
  private ByteArrayOutputStream waiting = NOTHING;
  private long length;

  /**
   * A file that may exist.
   *
   * @param length how much of it stays
   */
  AppendedFile(Path path, long length) {
    this.path = path;
    this.length = length;
  }

  Path path() {
    return path;
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
    ByteBuffer bytes = ByteBuffer.wrap(waiting.toByteArray());
    int size = bytes.remaining();
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long position = length; bytes.hasRemaining(); ) {
        position += channel.write(bytes, position);
      }
    }
    length += size;
    waiting = NOTHING;
  }

  /** Drops what waits; what is added next is a file's begin. */
  void forget() {
    waiting = NOTHING;
    length = 0;
  }

  /**
   * Writes the whole file anew, of what waits alone; a reader sees the old one or the new one. The
   * first one is written in place: making files is most of what a short trial costs here.
   */
  void replace() throws IOException {
    length = 0;
    if (!Files.exists(path)) {
      flush();
      return;
    }
    Path sibling = path.resolveSibling(".new.tmp");
    Files.write(sibling, waiting.toByteArray());
    Files.move(sibling, path, StandardCopyOption.ATOMIC_MOVE);
    length = waiting.size();
    waiting = NOTHING;
  }

  /** Cuts off what lies behind a length. */
  static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
