package io.synapse.files;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that it is there whole or not at all: into a sibling, to the disk, and renamed
 * over the old one. Missing folders are created. A failure leaves the old file as it was.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes text as UTF-8.
   *
   * @throws OperationFailedException with the path and a remedy
   */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes.
   *
   * @throws OperationFailedException with the path and a remedy
   */
  public static void write(Path file, byte[] content) {
    Path sibling = file.resolveSibling("." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      writeDurably(sibling, content);
      Files.move(sibling, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(sibling, e);
      throw StorageFailure.of("write a file", file, e);
    }
  }

  private static void writeDurably(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    }
  }

  private static void discard(Path sibling, IOException failure) {
    try {
      Files.deleteIfExists(sibling);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
