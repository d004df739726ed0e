package io.synapse.execute;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and deletes folders of checkpoint files. */
public final class FileTree {

  private FileTree() {}

  /**
   * Copies a file or a folder with everything in it, so that the copy appears whole or not at all.
   * Never a hard link: plugins rewrite their files in place.
   *
   * @param source a folder, or a file, which then lies in the new folder under its own name
   * @param target the new folder; it must not exist
   */
  public static void copyWhole(Path source, Path target) throws IOException {
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    delete(unfinished);
    Files.createDirectories(unfinished);
    try {
      copyInto(source, unfinished);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      delete(unfinished);
      throw e;
    }
  }

  private static void copyInto(Path source, Path folder) throws IOException {
    if (!Files.isDirectory(source)) {
      Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      return;
    }
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(folder.resolve(source.relativize(from)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(from, folder.resolve(source.relativize(from)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes a file or a folder with everything in it; nothing happens when it isn't there. */
  public static void delete(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(path)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
