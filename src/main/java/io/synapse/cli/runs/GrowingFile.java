package io.synapse.cli.runs;

import io.synapse.cli.output.LogOutput;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/** Reads a file that others append to, and that may not be there yet. */
final class GrowingFile implements AutoCloseable {

  private static final int PIECE_BYTES = 1 << 16;

  private final Path path;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
  private OptionalInt lastLines;
  private FileChannel channel;

  /**
   * A file.
   *
   * @param lastLines how many lines of what it holds at first are read; empty for all
   */
  GrowingFile(Path path, OptionalInt lastLines) {
    this.path = path;
    this.lastLines = lastLines;
  }

  /** Whether it was there when it was read. */
  boolean isThere() {
    return channel != null;
  }

  /**
   * Copies what has been added since the last time; nothing while there is no file.
   *
   * @return false when the reader is gone
   * @throws OperationFailedException when it cannot be read
   */
  boolean copyTo(LogOutput output) {
    try {
      open();
      boolean taken = true;
      while (taken && isThere() && channel.read(piece.clear()) > 0) {
        taken = output.write(piece.array(), piece.position());
      }
      return taken;
    } catch (IOException e) {
      throw new OperationFailedException(
          "%s cannot be read: %s; look at its permissions".formatted(path, e), e);
    }
  }

  private void open() throws IOException {
    if (isThere()) {
      return;
    }
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      // All of a file that appears later is new.
      lastLines = OptionalInt.empty();
      return;
    }
    if (lastLines.isPresent()) {
      channel.position(LastLines.start(channel, lastLines.getAsInt()));
    }
  }

  @Override
  public void close() {
    try {
      if (isThere()) {
        channel.close();
      }
    } catch (IOException e) {
      throw new OperationFailedException("%s cannot be closed: %s".formatted(path, e), e);
    }
  }

  /** Finds the last lines of a file without reading those before them. */
  static final class LastLines {

    private static final int BLOCK_BYTES = 1 << 13;

    private LastLines() {}

    /**
     * Where the last lines start; 0 when there are no more. A last line without its end is one too.
     *
     * @param count how many lines
     */
    static long start(FileChannel file, int count) throws IOException {
      long size = file.size();
      // The line feed at the very end ends the last line and starts no other.
      long ends = count == 0 ? 0 : count + endsWithLineFeed(file, size);
      for (long end = size; end > 0 && ends > 0; end -= BLOCK_BYTES) {
        long start = Math.max(0, end - BLOCK_BYTES);
        byte[] block = read(file, start, (int) (end - start));
        for (int index = block.length - 1; index >= 0; index--) {
          if (block[index] == '\n' && --ends == 0) {
            return start + index + 1;
          }
        }
      }
      return count == 0 ? size : 0;
    }

    private static int endsWithLineFeed(FileChannel file, long size) throws IOException {
      return size > 0 && read(file, size - 1, 1)[0] == '\n' ? 1 : 0;
    }

    private static byte[] read(FileChannel file, long start, int length) throws IOException {
      ByteBuffer block = ByteBuffer.allocate(length);
      while (block.hasRemaining() && file.read(block, start + block.position()) >= 0) {
        // Reads may bring less than was asked for.
      }
      return block.array();
    }
  }
}
