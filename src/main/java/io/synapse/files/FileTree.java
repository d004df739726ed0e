package io.synapse.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Whole folders: made, copied, deleted. Stateless. */
public final class FileTree {

  private FileTree() {}

  /** Makes one folder, and those above it when they are missing. */
  public static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (NoSuchFileException e) {
      Files.createDirectories(folder);
    }
  }

  /** Whether a folder has nothing in it. */
  public static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  /**
   * Deletes a file or a folder with everything in it, symbolic links but not what they mean.
   * Nothing happens when it isn't there.
   */
  public static void delete(Path root) throws IOException {
    try {
      Files.deleteIfExists(root);
    } catch (DirectoryNotEmptyException e) {
      Files.walkFileTree(root, new Deletion());
    }
  }

  /**
   * Copies a file or a folder with everything in it, so that the copy appears whole or not at all.
   * Never a hard link: plugins rewrite their files in place.
   *
   * @param source a folder, or a file, which then lies in the new folder under its own name
   * @param target the new folder; it must not exist, and its parent must
   */
  public static void copyWhole(Path source, Path target) throws IOException {
    Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    delete(unfinished);
    Files.createDirectory(unfinished);
    try {
      if (Files.isDirectory(source)) {
        Files.walkFileTree(source, new Copy(source, unfinished));
      } else {
        Files.copy(source, unfinished.resolve(source.getFileName()));
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      delete(unfinished);
      throw e;
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Copy extends SimpleFileVisitor<Path> {

    private final Path source;
    private final Path target;

    Copy(Path source, Path target) {
      this.source = source;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(target.resolve(source.relativize(folder)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.copy(file, target.resolve(source.relativize(file)));
      return FileVisitResult.CONTINUE;
    }
  }
}
