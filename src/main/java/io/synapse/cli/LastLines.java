package io.synapse.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Finds the last lines of a file without reading those before them. */
final class LastLines {

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
