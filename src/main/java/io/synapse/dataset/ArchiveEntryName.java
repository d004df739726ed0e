package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names inside an archive. */
final class ArchiveEntryName {

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*", Pattern.DOTALL);
  private static final String MAC_RESOURCES = "__MACOSX";

  /** The longest file name of ext4, XFS, APFS and NTFS (there characters). */
  private static final int MOST_BYTES = 255;

  private static final int SHOWN = 60;

  private ArchiveEntryName() {}

  /**
   * The name with single slashes and without {@code .} segments.
   *
   * @param written the name in the archive
   * @param archive which messages name
   * @return empty for the root and for what is hidden
   * @throws InvalidInputException when the name leads outside or is too long for a file
   */
  static Optional<String> clean(String written, Path archive) {
    if (written.startsWith("/") || DRIVE.matcher(written).matches()) {
      throw refuse(written, archive, "an absolute name");
    }
    List<String> segments = segments(written);
    if (segments.contains("..")) {
      throw refuse(written, archive, "a name that leads outside");
    }
    for (String segment : segments) {
      checkLength(written, segment, archive);
    }
    boolean hidden =
        segments.stream().anyMatch(name -> name.startsWith(".") || name.equals(MAC_RESOURCES));
    return hidden || segments.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("/", segments));
  }

  /**
   * The name that a symbolic link means, relative to the archive's root.
   *
   * @param link the link's own clean name
   * @param written what the link holds
   */
  static String ofSymbolicLink(String link, String written, Path archive) {
    List<String> path = segments(link);
    path.remove(path.size() - 1);
    for (String segment : segments(written)) {
      boolean up = segment.equals("..");
      if (written.startsWith("/") || (up && path.isEmpty())) {
        throw refuse(link, archive, "a link to '" + written + "', outside the archive");
      }
      if (up) {
        path.remove(path.size() - 1);
      } else {
        path.add(segment);
      }
    }
    return String.join("/", path);
  }

  private static List<String> segments(String name) {
    List<String> segments = new ArrayList<>();
    for (String segment : name.split("/")) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /** File systems refuse longer names, and only while the import is half done. */
  private static void checkLength(String written, String segment, Path archive) {
    if (segment.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      int shown =
          written.offsetByCodePoints(
              0, Math.min(SHOWN, written.codePointCount(0, written.length())));
      throw new InvalidInputException(
          "the archive %s holds '%s…', a name longer than %d bytes; rename it"
              .formatted(archive, written.substring(0, shown), MOST_BYTES));
    }
  }

  private static InvalidInputException refuse(String name, Path archive, String what) {
    return new InvalidInputException(
        "the archive "
            + archive
            + " holds '"
            + name
            + "', "
            + what
            + "; nothing was unpacked; make the archive anew without it");
  }
}
