package io.synapse.store;

import io.synapse.problem.OperationFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * The files that a plugin returned as its model. Symbolic links stand for the files that they mean,
 * which have to be the model's own; whatever is not a file or folder is refused.
 */
final class ModelFiles {

  /**
   * One of them.
   *
   * @param name its path in the model, with {@code /}
   * @param path where its content is
   * @param size its bytes
   */
  record Found(String name, Path path, long size) {}

  private final Path source;
  private final Path root;
  private final List<Found> found = new ArrayList<>();

  private ModelFiles(Path source, Path root) {
    this.source = source;
    this.root = root;
  }

  /** All files of a model, sorted by name; a single file has its own name. */
  static List<Found> of(Path path) throws IOException {
    Path source = path.toAbsolutePath().normalize();
    if (!Files.exists(source)) {
      throw refusal(source, "is not there");
    }
    ModelFiles files = new ModelFiles(source, source.toRealPath());
    if (Files.isDirectory(source)) {
      files.walk();
    } else {
      files.add(source.getFileName().toString(), source);
    }
    files.found.sort(Comparator.comparing(Found::name));
    return files.found;
  }

  private void walk() throws IOException {
    Files.walkFileTree(
        source,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            add(source.relativize(file).toString().replace(File.separatorChar, '/'), file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof FileSystemLoopException) {
              throw refusal(file, "is a link to a folder that it lies in");
            }
            throw failure;
          }
        });
    if (found.isEmpty()) {
      throw refusal(source, "is an empty folder; it needs at least one file");
    }
  }

  private void add(String name, Path file) throws IOException {
    if (!Files.exists(file)) {
      throw refusal(file, "is a link to nothing");
    }
    Path real = file.toRealPath();
    if (!real.startsWith(root)) {
      throw refusal(file, "is a link to " + real + ", which is outside of the model");
    }
    if (!Files.isRegularFile(real)) {
      throw refusal(file, "is a socket, pipe or device; a model has files and folders alone");
    }
    found.add(new Found(name, real, Files.size(real)));
  }

  private static OperationFailedException refusal(Path path, String why) {
    return new OperationFailedException("cannot keep the model: " + path + " " + why);
  }
}
