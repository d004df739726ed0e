package io.synapse.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a file or folder takes of the disk. Others may change it meanwhile.
 *
 * @param bytes of all its files, each counted once
 * @param own those of them that are freed with it, because no hard link elsewhere shares them
 * @param latest when anything in it was changed last
 */
public record DiskUsage(long bytes, long own, Instant latest) {

  private static final DiskUsage NONE = new DiskUsage(0, 0, Instant.MIN);

  public static DiskUsage of(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return NONE;
    }
    Set<Object> seen = new HashSet<>();
    try (Stream<Path> all = Files.walk(path)) {
      return all.map(each -> ofOne(each, seen)).reduce(NONE, DiskUsage::plus);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static DiskUsage ofOne(Path path, Set<Object> seen) {
    try {
      Map<String, Object> found =
          Files.readAttributes(
              path, "unix:size,nlink,fileKey,isRegularFile", LinkOption.NOFOLLOW_LINKS);
      Instant changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
      boolean counts = found.get("isRegularFile").equals(true) && seen.add(found.get("fileKey"));
      long size = counts ? (Long) found.get("size") : 0;
      boolean alone = ((Integer) found.get("nlink")) == 1;
      return new DiskUsage(size, alone ? size : 0, changed);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (UnsupportedOperationException | IOException e) {
      return ofOneElsewhere(path);
    }
  }

  /** On systems that do not report hard links. */
  private static DiskUsage ofOneElsewhere(Path path) {
    try {
      long size = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
      Instant changed = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
      return new DiskUsage(size, size, changed);
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DiskUsage plus(DiskUsage other) {
    return new DiskUsage(
        bytes + other.bytes, own + other.own, latest.isAfter(other.latest) ? latest : other.latest);
  }
}
