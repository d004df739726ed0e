package io.synapse.execute.ray;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What goes into a bundle of a file or a folder. Links are what they mean; one that leads nowhere,
 * or back to a folder that it is in, is left out.
 *
 * @param files by what their names have behind that of the place: nothing for a single file, {@code
 *     /inner/name} for those of a folder; in an order that no file system decides
 * @param bytes of all of them
 */
record BundleFiles(SortedMap<String, Path> files, long bytes) {

  /** All of a file or folder; see {@link #of}. */
  static Optional<BundleFiles> allOf(Path place, long mostBytes) throws IOException {
    return of(place, path -> true, mostBytes);
  }

  /**
   * Looks for them.
   *
   * @param place a file or a folder
   * @param wanted which of a folder's files and folders
   * @return empty when it is more than that, which is known without looking at all of it
   */
  static Optional<BundleFiles> of(Path place, Predicate<Path> wanted, long mostBytes)
      throws IOException {
    Search search = new Search(place, wanted, mostBytes);
    Files.walkFileTree(place, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, search);
    return search.bytes > mostBytes
        ? Optional.empty()
        : Optional.of(new BundleFiles(search.files, search.bytes));
  }

  private static final class Search extends SimpleFileVisitor<Path> {

    private final SortedMap<String, Path> files = new TreeMap<>();
    private final Path place;
    private final Predicate<Path> wanted;
    private final long mostBytes;
    private long bytes;

    private Search(Path place, Predicate<Path> wanted, long mostBytes) {
      this.place = place;
      this.wanted = wanted;
      this.mostBytes = mostBytes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isWanted(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && isWanted(file)) {
        files.put(file.equals(place) ? "" : "/" + place.relativize(file), file);
        bytes += attributes.size();
      }
      return bytes > mostBytes ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    private boolean isWanted(Path path) {
      return path.equals(place) || wanted.test(path);
    }
  }
}
