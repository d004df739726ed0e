package io.synapse.dataset;

import io.synapse.dataset.DatasetImport.ImportLimits;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts what an import writes, and ends it at a limit before the disk is full. */
final class ImportQuota {

  /** What stays free for everything else on the disk. */
  private static final long RESERVED = 64L << 20;

  private final Path source;
  private final ImportLimits limits;
  private final long sourceBytes;
  private final long free;
  private long bytes;
  private long entries;

  private ImportQuota(Path source, ImportLimits limits, long sourceBytes, long free) {
    this.source = source;
    this.limits = limits;
    this.sourceBytes = sourceBytes;
    this.free = free;
  }

  /** The quota of an archive: its limits and the disk's free space. */
  static ImportQuota ofArchive(Path archive, Path target, ImportLimits limits) throws IOException {
    return new ImportQuota(archive, limits, Files.size(archive), freeSpace(target));
  }

  /** The quota of a folder or file that is copied: the disk's free space alone. */
  static ImportQuota ofFolder(Path folder, Path target) throws IOException {
    ImportLimits none = new ImportLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    return new ImportQuota(folder, none, Long.MAX_VALUE, freeSpace(target));
  }

  private static long freeSpace(Path target) throws IOException {
    return Files.getFileStore(target).getUsableSpace() - RESERVED;
  }

  /** Checks a size that is known before anything is written. */
  void announce(long total) {
    if (total > limits.bytes()) {
      throw tooMany("unpacks to " + total + " bytes", limits.bytes() + " bytes");
    }
    checkFreeSpace(total);
  }

  /** Counts bytes about to be written. */
  void chargeBytes(long count) {
    bytes += count;
    if (bytes > limits.bytes()) {
      throw tooMany("unpacks to more", limits.bytes() + " bytes");
    }
    if (bytes > ImportLimits.RATIO_MINDED_FROM && bytes / limits.ratio() > sourceBytes) {
      throw tooMany(
          "has " + sourceBytes + " bytes and unpacks to more", limits.ratio() + " times its size");
    }
    checkFreeSpace(bytes);
  }

  /** Counts a file, folder or link. */
  void chargeEntry() {
    entries++;
    if (entries > limits.entries()) {
      throw tooMany("holds more", limits.entries() + " entries");
    }
  }

  private void checkFreeSpace(long needed) {
    if (needed > free) {
      throw new OperationFailedException(
          "importing "
              + source
              + " needs "
              + needed
              + " bytes or more, and "
              + Math.max(free, 0)
              + " are free on the store's disk ("
              + RESERVED
              + " stay reserved); free some, or use another store");
    }
  }

  private InvalidInputException tooMany(String what, String limit) {
    return new InvalidInputException(
        "the archive "
            + source
            + " "
            + what
            + ", and at most "
            + limit
            + " are unpacked; if you trust it, unpack it yourself and add the folder");
  }
}
