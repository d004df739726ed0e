package io.synapse.store.model;

import io.synapse.files.DiskSpace;
import io.synapse.files.Sha256;
import io.synapse.store.model.StoredModel.ModelFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Puts a model's files into the folder that becomes the store's. */
final class ModelBuild {

  /** Below this, asking the disk takes longer than copying; a full disk shows there as well. */
  private static final long CHECKED_FROM = 1 << 20;

  private final Path target;
  private final ModelSource.Ownership ownership;

  ModelBuild(Path target, ModelSource.Ownership ownership) {
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
    boolean shared = ownership == ModelSource.Ownership.ENGINE && isSameDisk(files.get(0).path());
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
