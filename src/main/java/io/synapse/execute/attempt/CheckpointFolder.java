package io.synapse.execute.attempt;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The engine's copies of one trial's checkpoints: {@code checkpoints/} in the trial's folder. */
public final class CheckpointFolder {

  private final Path folder;

  /**
   * The checkpoints of a trial.
   *
   * @param trialFolder the trial's folder; neither it nor the checkpoints' need exist yet
   */
  public CheckpointFolder(Path trialFolder) {
    this.folder = trialFolder.resolve("checkpoints");
  }

  /**
   * Copies what a plugin reported.
   *
   * @param source a folder or a file
   * @param attempt the attempt that reports it
   * @param trainingIteration the report's count
   * @return the copy
   * @throws UncheckedIOException when it cannot be read or written; nothing is left behind
   */
  public Path keep(Path source, int attempt, long trainingIteration) {
    String name = String.format(Locale.ROOT, "checkpoint_%06d", trainingIteration);
    Path target = folder.resolve(attempt == 1 ? name : name + "_attempt_" + attempt);
    if (!Files.exists(source)) {
      throw new UncheckedIOException(
          new java.nio.file.NoSuchFileException(
              source.toString(), null, "the reported checkpoint does not exist"));
    }
    try {
      Files.createDirectories(folder);
      // What is there is of an attempt that the journal lost: after a power failure, say.
      FileTree.delete(target);
      FileTree.copyWhole(source, target);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the reported checkpoint " + source + " could not be copied to " + target + ": " + e, e);
    }
  }
}
