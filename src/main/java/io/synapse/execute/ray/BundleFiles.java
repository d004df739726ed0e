package io.synapse.execute.ray;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

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

  /**
   * A zip of files, the same to the last bit whenever its content is the same: Ray knows by that
   * what the nodes have already. Programs stay programs.
   */
  static final class BundleZip implements Closeable {

    private static final FileTime NO_TIME = FileTime.fromMillis(0);
    private static final int OF_FILE = UnixStat.FILE_FLAG | 0644;
    private static final int OF_PROGRAM = UnixStat.FILE_FLAG | 0755;

    private final ZipArchiveOutputStream zip;

    /** Writes to a stream, which is closed with this. */
    BundleZip(OutputStream stream) {
      this.zip = new ZipArchiveOutputStream(stream);
      zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Puts a text in. */
    void text(String name, byte[] content) throws IOException {
      begin(name, OF_FILE);
      zip.write(content);
      zip.closeArchiveEntry();
    }

    /** Puts files in, in their order. */
    void files(String name, BundleFiles files) throws IOException {
      for (Map.Entry<String, Path> file : files.files().entrySet()) {
        file(name + file.getKey(), file.getValue());
      }
    }

    private void file(String name, Path file) throws IOException {
      begin(name, Files.isExecutable(file) ? OF_PROGRAM : OF_FILE);
      Files.copy(file, zip);
      zip.closeArchiveEntry();
    }

    private void begin(String name, int mode) throws IOException {
      ZipArchiveEntry entry = new ZipArchiveEntry(name);
      entry.setLastModifiedTime(NO_TIME);
      entry.setUnixMode(mode);
      zip.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  /**
   * Which of the files beside a plugin's source belong to it: not hidden ones, nor what others have
   * made or installed there, nor the data set.
   */
  static final class PluginFiles implements Predicate<Path> {

    private static final Set<String> MADE_BY_OTHERS = Set.of("__pycache__", "node_modules");

    /** What the folders of virtual environments, of venv and of conda, and of stores hold. */
    private static final List<String> MARKS = List.of("pyvenv.cfg", "conda-meta", "registry.db");

    private final Path dataset;

    /** Those but the data set, which has a way of its own to the nodes. */
    PluginFiles(Path dataset) {
      this.dataset = dataset;
    }

    @Override
    public boolean test(Path path) {
      String name = path.getFileName().toString();
      return !name.startsWith(".")
          && !MADE_BY_OTHERS.contains(name)
          && !isDataset(path)
          && MARKS.stream().noneMatch(mark -> Files.exists(path.resolve(mark)));
    }

    private boolean isDataset(Path path) {
      try {
        return path.getFileName().equals(dataset.getFileName()) && Files.isSameFile(path, dataset);
      } catch (IOException e) {
        // A link that leads nowhere.
        return false;
      }
    }
  }
}
