package io.synapse.store.model;

import io.synapse.files.Sha256;
import io.synapse.files.StorageFailure;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.model.StoredModel.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The files of a model as they are read out of the store, each compared with what was saved. */
record ModelContent(StoredModel model) {

  void verify() {
    for (ModelFile file : model.files()) {
      copy(file, OutputStream.nullOutputStream());
    }
  }

  List<ModelFile> files() {
    return model.files();
  }

  /** Writes a file's bytes, and fails when they are not those that were saved. */
  void copy(ModelFile file, OutputStream output) {
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

  boolean isExecutable(ModelFile file) {
    return Files.isExecutable(inside(model.filesFolder(), file));
  }

  /** Where a file goes in a folder. A record that was tampered with must not lead out of it. */
  Path inside(Path folder, ModelFile file) {
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
