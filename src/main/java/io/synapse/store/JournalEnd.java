package io.synapse.store;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Finds where the last whole line of a file ends. */
final class JournalEnd {

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
