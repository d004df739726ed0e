package io.synapse.cli;

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
   * @return false when nobody takes any more
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
}
