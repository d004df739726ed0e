package io.synapse.store.model;

import io.synapse.files.DiskSpace;
import io.synapse.files.Sha256;
import io.synapse.store.model.NewModel.InvalidModelException;
import io.synapse.store.model.StoredModel.ModelFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The files that a plugin returned as its model. Symbolic links are followed, which have to be the
 * model's own; whatever is not a file or folder is refused.
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

  private static InvalidModelException refusal(Path path, String why) {
    return new InvalidModelException("cannot keep the model: " + path + " " + why);
  }

  /** Puts a model's files into the folder that becomes the store's. */
  static final class ModelFileCopier {

    /** Below this, asking the disk takes longer than copying; a full disk shows there as well. */
    private static final long CHECKED_FROM = 1 << 20;

    private final Path target;
    private final NewModel.FileOwnership ownership;

    ModelFileCopier(Path target, NewModel.FileOwnership ownership) {
      this.target = target;
      this.ownership = ownership;
    }

    /** Links or copies all files; says what arrived. */
    List<ModelFile> take(List<ModelFiles.FoundFile> files) throws IOException {
      requireSpace(files);
      List<ModelFile> taken = new ArrayList<>(files.size());
      for (ModelFiles.FoundFile file : files) {
        Path place = target.resolve(file.name());
        if (!place.getParent().equals(target)) {
          Files.createDirectories(place.getParent());
        }
        place(file.path(), place);
        // Of what arrived: whatever went wrong on the way is in the sum, and shows nowhere else.
        taken.add(new ModelFile(file.name(), Files.size(place), Sha256.of(place)));
      }
      return taken;
    }

    /** Waits until the files are on the disk. */
    void sync(List<ModelFile> files) throws IOException {
      for (ModelFile file : files) {
        try (FileChannel channel =
            FileChannel.open(target.resolve(file.name()), StandardOpenOption.READ)) {
          channel.force(false);
        }
      }
    }

    private void requireSpace(List<ModelFiles.FoundFile> files) throws IOException {
      long size = files.stream().mapToLong(ModelFiles.FoundFile::size).sum();
      if (size < CHECKED_FROM) {
        return;
      }
      boolean shared =
          ownership == NewModel.FileOwnership.ENGINE && isSameDisk(files.get(0).path());
      if (!shared) {
        DiskSpace.require("the model", size, target);
      }
    }

    private boolean isSameDisk(Path file) throws IOException {
      return Files.getFileStore(file).equals(Files.getFileStore(target.getParent()));
    }

    private void place(Path from, Path to) throws IOException {
      switch (ownership) {
        case PLUGIN -> Files.copy(from, to);
        case ENGINE -> linkOrCopy(from, to);
      }
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
      try {
        Files.createLink(to, from);
      } catch (FileSystemException | UnsupportedOperationException e) {
        // Another disk, a file system without hard links, or a file with too many.
        Files.copy(from, to);
      }
    }
  }
}
