package io.synapse.files;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How much room a disk has. */
public final class DiskSpace {

  private static final long KEPT_FREE = 1 << 20;
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};
  private static final int UNIT = 1000;

  private DiskSpace() {}

  /**
   * The bytes that this user may still write on the disk of a path.
   *
   * @param path a file or folder; it need not exist yet
   * @return the bytes; {@link Long#MAX_VALUE} when the file system doesn't know its size
   * @throws OperationFailedException when the disk cannot be asked
   */
  public static long usable(Path path) {
    Path existing = nearestExisting(path);
    try {
      FileStore disk = Files.getFileStore(existing);
      return disk.getTotalSpace() <= 0 ? Long.MAX_VALUE : Math.max(0, disk.getUsableSpace());
    } catch (IOException e) {
      throw StorageFailure.of("find the free space", existing, e);
    }
  }

  /**
   * Refuses what would not fit.
   *
   * @param what what is to be written, such as {@code the model}
   * @param bytes its size
   * @param path where it is to go
   * @throws OperationFailedException when it does not fit
   */
  public static void require(String what, long bytes, Path path) {
    require(what, bytes, path, "choose a store on another disk with --store");
  }

  /**
   * Refuses what would not fit in a place outside of a store.
   *
   * @param elsewhere what else can be done than to free some space
   */
  public static void require(String what, long bytes, Path path, String elsewhere) {
    long usable = usable(path);
    if (bytes > 0 && usable - KEPT_FREE < bytes) {
      throw new OperationFailedException(
          "%s needs %s, and the disk of %s has %s left; free some space there, or %s"
              .formatted(what, text(bytes), path, text(usable), elsewhere));
    }
  }

  /** A number of bytes for a person: {@code 1.2 GB}. */
  public static String text(long bytes) {
    if (bytes < UNIT) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double amount = bytes;
    int unit = 0;
    while (amount >= UNIT && unit < UNITS.length - 1) {
      amount /= UNIT;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }

  private static Path nearestExisting(Path path) {
    Path candidate = path.toAbsolutePath();
    while (!Files.exists(candidate) && candidate.getParent() != null) {
      candidate = candidate.getParent();
    }
    return candidate;
  }
}
