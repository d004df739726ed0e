package io.synapse.store;

import io.synapse.files.FileTree;
import io.synapse.files.Sha256;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Copies a model out of the store, and finds out whether it is what was saved. */
final class ModelExport {

  private final StoredModel model;

  ModelExport(StoredModel model) {
    this.model = model;
  }

  void verify() {
    for (ModelFile file : model.files()) {
      copy(file, OutputStream.nullOutputStream());
    }
  }

  void to(Path target, ModelStore.ExistingFiles existing) {
    try {
      checkTarget(target, existing);
      DiskSpace.require("the model", model.size(), target);
      Files.createDirectories(target.getParent());
      Path sibling =
          target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
      try {
        copyAll(sibling);
        moveInto(target, sibling);
      } finally {
        FileTree.delete(sibling);
      }
    } catch (IOException e) {
      throw StorageFailure.of("export the model", target, e);
    }
  }

  private void checkTarget(Path target, ModelStore.ExistingFiles existing) throws IOException {
    boolean file = Files.exists(target) && !Files.isDirectory(target);
    if (file || target.getParent() == null) {
      throw new InvalidInputException(
          "a model is exported into a folder of its own; " + target + " cannot be that");
    }
    boolean occupied = Files.isDirectory(target) && !FileTree.isEmpty(target);
    if (occupied && existing == ModelStore.ExistingFiles.REFUSE) {
      throw new InvalidInputException(
          "the folder "
              + target
              + " is not empty; name another one, or let its files be replaced with --force");
    }
  }

  private void copyAll(Path folder) throws IOException {
    for (ModelFile file : model.files()) {
      Path to = inside(folder, file);
      Files.createDirectories(to.getParent());
      try (OutputStream output = Files.newOutputStream(to)) {
        copy(file, output);
      }
      if (Files.isExecutable(inside(model.filesFolder(), file))) {
        to.toFile().setExecutable(true);
      }
    }
  }

  /** Only renames are left when this starts. */
  private void moveInto(Path target, Path copied) throws IOException {
    if (!Files.exists(target)) {
      Files.move(copied, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    for (ModelFile file : model.files()) {
      Path to = inside(target, file);
      Files.createDirectories(to.getParent());
      Files.move(inside(copied, file), to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void copy(ModelFile file, OutputStream output) {
    Path from = inside(model.filesFolder(), file);
    try (InputStream input = Files.newInputStream(from)) {
      if (!Sha256.copy(input, output).equals(file.sha256())) {
        throw damaged(file, "has another content than was saved (its SHA-256 differs)");
      }
    } catch (NoSuchFileException e) {
      throw damaged(file, "is missing");
    } catch (IOException e) {
      throw StorageFailure.of("copy a model's file", from, e);
    }
  }

  /** A record that was tampered with must not lead out of the folder. */
  private Path inside(Path folder, ModelFile file) {
    Path path = folder.resolve(file.name()).normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw damaged(file, "is no name of a file in it");
    }
    return path;
  }

  private OperationFailedException damaged(ModelFile file, String how) {
    return new OperationFailedException(
        "model %d is damaged: '%s' in %s %s; restore it from a copy, or remove the model"
            .formatted(model.id(), file.name(), model.filesFolder(), how));
  }
}
