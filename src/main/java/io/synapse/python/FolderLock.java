package io.synapse.python;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that one process, and in it one thread, changes a folder at a time. The system gives
 * the lock back when the process ends, however it does.
 */
final class FolderLock {

  private static final String FILE = ".lock";
  private static final long PAUSE_MS = 100;

  private FolderLock() {}

  /** What is done while nobody else changes the folder. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Waits for the lock, and works while it is held.
   *
   * @param folder made when it is missing
   * @param waiting is told, once, when somebody else has the lock
   */
  static <T> T during(Path folder, Runnable waiting, Work<T> work) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!isTaken(channel)) {
        waiting.run();
        await(channel);
      }
      return work.run();
    }
  }

  private static void await(FileChannel channel) throws IOException {
    try {
      while (!isTaken(channel)) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static boolean isTaken(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // A file system without locks: two that install the same at once are then the user's care.
      return true;
    }
  }
}
