package io.synapse.dataset;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/**
 * The files below a folder.
 *
 * @param folder the folder, absolute
 * @param names relative names with {@code /}, sorted
 * @param bytes their size in all
 */
record DatasetFiles(Path folder, List<String> names, long bytes) {

  /** What stands in a path for bytes that are no text in this locale. */
  private static final char UNDECODABLE = '\uFFFD';

  /** Whether a file or folder is none of a data set's: its name starts with a dot. */
  static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  /** A tree of one file, which need not be visible. */
  static DatasetFiles ofFile(Path file) throws IOException {
    Path folder = file.getParent();
    return new DatasetFiles(folder, List.of(file.getFileName().toString()), Files.size(file));
  }

  /**
   * Lists a folder. Symbolic links are followed: the folder is the user's own.
   *
   * @param folder the folder, absolute
   * @param problems takes files that cannot be part of a data set
   */
  static DatasetFiles ofFolder(Path folder, CappedProblems problems) {
    Lister lister = new Lister(folder, problems);
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, lister);
    } catch (IOException e) {
      throw new OperationFailedException("the folder " + folder + " cannot be read: " + e, e);
    }
    Collections.sort(lister.names);
    return new DatasetFiles(folder, List.copyOf(lister.names), lister.bytes);
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  private static final class Lister extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final CappedProblems problems;
    private final List<String> names = new ArrayList<>();
    private long bytes;

    Lister(Path folder, CappedProblems problems) {
      this.folder = folder;
      this.problems = problems;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean skipped = !directory.equals(folder) && isHidden(directory);
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (file.toString().indexOf(UNDECODABLE) >= 0) {
        problems.error(
            file.toString(),
            "has a name that cannot be read here; rename it, or set a UTF-8 locale"
                + " (LC_ALL=C.UTF-8)");
      } else if (attributes.isRegularFile()) {
        names.add(name(file));
        bytes += attributes.size();
      } else if (attributes.isSymbolicLink()) {
        problems.error(file.toString(), "is a symbolic link to nothing; remove or repair it");
      } else {
        problems.error(file.toString(), "is not a regular file (a pipe or device?); remove it");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (!isHidden(file)) {
        problems.error(file.toString(), reason(failure));
      }
      return FileVisitResult.CONTINUE;
    }

    private String name(Path file) {
      String relative = folder.relativize(file).toString();
      return relative.replace(folder.getFileSystem().getSeparator(), "/");
    }

    private static String reason(IOException failure) {
      if (failure instanceof AccessDeniedException) {
        return "cannot be read: permission denied; give read permission to it";
      }
      if (failure instanceof FileSystemLoopException) {
        return "is a symbolic link to a folder above it; remove it";
      }
      return "cannot be read: " + failure;
    }
  }
}
