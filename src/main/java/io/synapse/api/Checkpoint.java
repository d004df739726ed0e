package io.synapse.api;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A saved state of a training: a folder of files.
 *
 * <p>A checkpoint given to {@link TrainRun#report} is copied before the call returns, so its folder
 * may be rewritten at once. A checkpoint that a plugin receives is its own copy. Immutable.
 */
public final class Checkpoint {

  private final Path path;

  private Checkpoint(Path path) {
    this.path = Objects.requireNonNull(path, "path");
  }

  /**
   * A checkpoint that consists of everything in a folder.
   *
   * @param directory the folder; a single file is taken as a checkpoint of that one file
   * @return the checkpoint; nothing is read or copied yet
   */
  public static Checkpoint fromDirectory(Path directory) {
    return new Checkpoint(directory);
  }

  /**
   * Where the files are. For a checkpoint that a plugin receives this is always a folder; a model
   * that was one file lies in it under its own name.
   *
   * @return the folder
   */
  public Path path() {
    return path;
  }

  @Override
  public String toString() {
    return "Checkpoint[" + path + "]";
  }
}
