package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Copies a data set into a folder of its own: a folder, a single file, or the content of a zip,
 * tar, tar.gz or tgz archive.
 *
 * <p>The target appears complete, by a rename, or not at all. Until then the files are in a folder
 * beside it whose name starts with {@link #STAGING_PREFIX}; such a folder that no process works on
 * is a killed import's and may be deleted. Stateless.
 */
public final class DatasetImport {

  /** How the name of a folder starts that an import fills. */
  public static final String STAGING_PREFIX = ".import-";

  private DatasetImport() {}

  /** Whether a file is an archive that {@link #importTo} unpacks: its name says so. */
  public static boolean isArchive(Path file) {
    return ArchiveKind.of(file).isPresent();
  }

  /**
   * Imports a data set.
   *
   * <p>Hidden files ({@code .DS_Store}, {@code __MACOSX}) are left out. Symbolic links of a folder
   * are followed. Links inside an archive become copies of the file that they name in it; a link to
   * elsewhere, a device, and a name that leads outside are errors. When everything in an archive
   * lies in one top-level folder, and that holds folders or an {@code items.jsonl}, its content
   * becomes the data set; a lone folder of files alone is a category and stays.
   *
   * @param source the folder, file or archive
   * @param target the folder to make; its parent exists
   * @param limits what an archive may unpack to
   * @param progress told the bytes done, of a tar archive those of the archive
   * @return the data set's path: the target, or for a single file the file in it
   * @throws InvalidInputException when the source is missing, damaged, encrypted, over the limits,
   *     or holds what a data set may not
   * @throws OperationFailedException when the disk is full or read-only, or the thread interrupted
   */
  public static Path importTo(
      Path source, Path target, ImportLimits limits, ByteProgress progress) {
    DatasetContent content = DatasetReader.read(source);
    refuseForeignArchive(content.path());
    Path to = target.toAbsolutePath().normalize();
    checkTarget(content.path(), to);
    try (ImportStaging staging = ImportStaging.beside(to)) {
      Optional<ArchiveKind> archive = archiveKind(content);
      if (archive.isPresent()) {
        unpack(archive.get(), content.path(), staging, limits, progress);
        staging.moveWithoutTopFolder(to, content.path());
        return to;
      }
      copy(content, staging, progress);
      staging.moveTo(to);
      return content.layout() == DatasetContent.Layout.FILE
          ? to.resolve(content.path().getFileName())
          : to;
    } catch (ClosedByInterruptException e) {
      throw ProgressMeter.interrupted();
    } catch (IOException e) {
      throw new OperationFailedException(
          "importing " + content.path() + " into " + to + " failed: " + DiskFailure.describe(e), e);
    }
  }

  /**
   * Refuses an archive that cannot be unpacked, which would be one opaque file.
   *
   * @param source a folder or file
   * @throws InvalidInputException when it is a file whose name ends like {@code .tar.xz} or {@code
   *     .7z}
   */
  public static void refuseForeignArchive(Path source) {
    Optional<String> kind = ArchiveKind.foreign(source);
    if (kind.isPresent() && Files.isRegularFile(source)) {
      throw new InvalidInputException(
          "%s: %s isn't unpacked here; repack it as tar.gz or zip".formatted(source, kind.get()));
    }
  }

  private static Optional<ArchiveKind> archiveKind(DatasetContent content) {
    boolean single = content.layout() == DatasetContent.Layout.FILE;
    return single ? ArchiveKind.of(content.path()) : Optional.empty();
  }

  private static void checkTarget(Path source, Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(
          "cannot import into " + target + ": it is there already; remove it or choose another");
    }
    if (target.startsWith(source)) {
      throw new InvalidInputException(
          "cannot import "
              + source
              + " into itself: "
              + target
              + " lies inside; choose a store outside the data set");
    }
  }

  private static void unpack(
      ArchiveKind kind,
      Path archive,
      ImportStaging staging,
      ImportLimits limits,
      ByteProgress progress)
      throws IOException {
    ImportQuota quota = ImportQuota.ofArchive(archive, staging.folder(), limits);
    StagedFiles files = new StagedFiles(archive, staging.folder(), quota);
    switch (kind) {
      case ZIP -> ZipUnpacker.unpack(archive, files, progress);
      case TAR -> TarUnpacker.unpack(archive, TarUnpacker.PLAIN, files, progress);
      case TAR_GZIP -> TarUnpacker.unpack(archive, TarUnpacker.GZIP, files, progress);
    }
    files.finish();
  }

  private static void copy(DatasetContent content, ImportStaging staging, ByteProgress progress)
      throws IOException {
    ImportQuota quota = ImportQuota.ofFolder(content.path(), staging.folder());
    quota.announce(content.bytes());
    StagedFiles files = new StagedFiles(content.path(), staging.folder(), quota);
    ProgressMeter meter = new ProgressMeter(content.bytes(), progress);
    for (String name : content.files()) {
      files.copy(name, content.resolve(name), meter::advance);
    }
    meter.finish();
  }

  /**
   * The archives that are unpacked. The file's name decides: many data files ({@code .npz}, {@code
   * .docx}) are archives inside and are kept as they are.
   */
  enum ArchiveKind {
    ZIP,
    TAR,
    TAR_GZIP;

    private static final List<String> FOREIGN =
        List.of(
            "tar.xz",
            "txz",
            "tar.bz2",
            "tbz2",
            "tar.zst",
            "tzst",
            "tar.lz4",
            "tar.lzma",
            "7z",
            "rar");

    static Optional<ArchiveKind> of(Path file) {
      String name = name(file);
      if (name.endsWith(".zip")) {
        return Optional.of(ZIP);
      }
      if (name.endsWith(".tar")) {
        return Optional.of(TAR);
      }
      boolean gzip = name.endsWith(".tar.gz") || name.endsWith(".tgz");
      return gzip ? Optional.of(TAR_GZIP) : Optional.empty();
    }

    /** How the name of an archive ends that cannot be unpacked, such as {@code tar.xz}. */
    static Optional<String> foreign(Path file) {
      String name = name(file);
      return FOREIGN.stream().filter(ending -> name.endsWith("." + ending)).findFirst();
    }

    private static String name(Path file) {
      return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How much an archive may unpack to. Beside these the free space of the disk is a limit.
   *
   * @param bytes of all its files
   * @param entries files and folders
   * @param ratio unpacked bytes per byte of the archive, minded from {@link #RATIO_MINDED_FROM} on
   */
  public record ImportLimits(long bytes, long entries, long ratio) {

    /** Below this many unpacked bytes any ratio is harmless. */
    public static final long RATIO_MINDED_FROM = 16L << 20;

    /** 1 TiB, 10 million entries, 200 times the archive's size. */
    public static final ImportLimits DEFAULT = new ImportLimits(1L << 40, 10_000_000, 200);
  }
}
