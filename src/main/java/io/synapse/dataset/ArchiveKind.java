package io.synapse.dataset;

import java.nio.file.Path;
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

  static Optional<ArchiveKind> of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".zip")) {
      return Optional.of(ZIP);
    }
    if (name.endsWith(".tar")) {
      return Optional.of(TAR);
    }
    boolean gzip = name.endsWith(".tar.gz") || name.endsWith(".tgz");
    return gzip ? Optional.of(TAR_GZIP) : Optional.empty();
  }
}
