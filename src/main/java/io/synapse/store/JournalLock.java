package io.synapse.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The lock that a journal's writer holds, so that no two processes go on with one run. The system
 * gives it back when the process ends, however it does.
 */
final class JournalLock {

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
  static boolean isHeld(Path journal) {
    try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
      return !take(channel);
    } catch (IOException e) {
      return true;
    }
  }
}
