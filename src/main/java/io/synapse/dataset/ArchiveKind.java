package io.synapse.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
