package io.synapse.cli.scaffold;

import io.synapse.files.FileTree;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of a new plugin, which gets all of its files or none.
 *
 * @param path a path that is free, its parents missing perhaps, or an empty folder
 */
public record PluginFolder(Path path) {

  /**
   * Writes a plugin. It is made beside its place and renamed when it is complete.
   *
   * @return what was written for the author to see, relative to the folder
   * @throws InvalidInputException when the place is taken; nothing in it is touched
   * @throws OperationFailedException when it can't be written; nothing is left
   */
  public List<String> fill(PluginProject project) {
    requireFree();
    Path existing = nearestExisting();
    try {
      return fill(project, existing);
    } catch (IOException e) {
      throw new OperationFailedException(
          "cannot make a plugin in %s: %s; see to that, or name another folder"
              .formatted(path, explain(e)),
          e);
    }
  }

  private Path place() {
    return path.toAbsolutePath().normalize();
  }

  private void requireFree() {
    if (!Files.exists(place(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(place())) {
      throw taken("is no folder");
    }
    try {
      if (!FileTree.isEmpty(place())) {
        throw taken("is not empty");
      }
    } catch (IOException e) {
      throw taken("cannot be read");
    }
  }

  private InvalidInputException taken(String how) {
    return new InvalidInputException(
        "a plugin is made in a folder of its own; %s %s, so name another".formatted(path, how));
  }

  /** The folder itself or the first above it that is there. */
  private Path nearestExisting() {
    Path folder = place();
    while (!Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "%s is a file, so there can't be a folder %s; name another".formatted(folder, path));
    }
    return folder;
  }

  /** Until the renaming, parents that are missing stay so. */
  private List<String> fill(PluginProject project, Path existing) throws IOException {
    Path unfinished =
        existing.resolve("." + place().getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectory(unfinished);
      List<String> written = project.writeTo(unfinished);
      if (existing.equals(place())) {
        moveContent(unfinished, existing);
      } else {
        Files.createDirectories(place().getParent());
        Files.move(unfinished, place(), StandardCopyOption.ATOMIC_MOVE);
      }
      return written;
    } finally {
      FileTree.delete(unfinished);
    }
  }

  /** The empty folder may be the one that a shell is in, and so it stays. */
  private static void moveContent(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static String explain(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "this user may not write to " + denied.getFile();
    }
    if (failure instanceof FileSystemException known) {
      return known.getReason() == null ? known.toString() : known.getReason();
    }
    return String.valueOf(failure.getMessage());
  }
}
