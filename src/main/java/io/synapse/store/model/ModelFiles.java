package io.synapse.store.model;

import io.synapse.store.model.ModelSource.UnfitModelException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
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
  record FoundFile(String name, Path path, long size) {}

  /** The model's place without any link. */
  private final Path root;

  /** The folders that are being gone through, the innermost first, without any link. */
  private final Deque<Path> open = new ArrayDeque<>();

  private final List<FoundFile> found = new ArrayList<>();

  private ModelFiles(Path root) {
    this.root = root;
  }

  /**
   * All files of a model, sorted by name; a single file has its own name.
   *
   * @throws UnfitModelException when there are none, or something else is among them
   */
  static List<FoundFile> of(Path path) throws IOException {
    Path source = path.toAbsolutePath().normalize();
    if (!Files.exists(source)) {
      throw refusal(source, "is not there");
    }
    ModelFiles files = new ModelFiles(source.toRealPath());
    BasicFileAttributes attributes = attributes(files.root);
    if (attributes.isDirectory()) {
      files.addFolder(files.root, "");
    } else {
      files.add(files.root, source.getFileName().toString(), attributes);
    }
    if (files.found.isEmpty()) {
      throw refusal(source, "is an empty folder; it needs at least one file");
    }
    files.found.sort(Comparator.comparing(FoundFile::name));
    return files.found;
  }

  private void addFolder(Path folder, String prefix) throws IOException {
    open.push(folder);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        addEntry(entry, prefix + entry.getFileName());
      }
    }
    open.pop();
  }

  private void addEntry(Path entry, String name) throws IOException {
    BasicFileAttributes attributes = attributes(entry);
    if (attributes.isSymbolicLink()) {
      Path meant = follow(entry);
      add(meant, name, attributes(meant));
    } else {
      add(entry, name, attributes);
    }
  }

  private void add(Path real, String name, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      addFolder(real, name + "/");
    } else if (attributes.isRegularFile()) {
      found.add(new FoundFile(name, real, attributes.size()));
    } else {
      throw refusal(real, "is a socket, pipe or device; a model has files and folders alone");
    }
  }

  private Path follow(Path link) throws IOException {
    if (!Files.exists(link)) {
      throw refusal(link, "is a link to nothing");
    }
    Path meant = link.toRealPath();
    if (!meant.startsWith(root)) {
      throw refusal(link, "is a link to " + meant + ", which is outside of the model");
    }
    if (open.contains(meant)) {
      throw refusal(link, "is a link to a folder that it lies in");
    }
    return meant;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static UnfitModelException refusal(Path path, String why) {
    return new UnfitModelException("cannot keep the model: " + path + " " + why);
  }
}
