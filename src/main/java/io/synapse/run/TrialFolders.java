package io.synapse.run;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trials' folders in the run's folder; each appears with its first content. */
public final class TrialFolders {

  private static final Logger LOG = LoggerFactory.getLogger(TrialFolders.class);

  private final Path root;

  public TrialFolders(Path root) {
    this.root = root.toAbsolutePath();
  }

  /** Where a trial's files are. */
  public Path of(String trialId) {
    return root.resolve(trialId);
  }

  /** Adds a failed attempt's trace to the trial's {@code error.txt}. */
  public void writeError(String trialId, int attempt, String trace) {
    try {
      Path file = Files.createDirectories(of(trialId)).resolve("error.txt");
      String text = "attempt " + attempt + System.lineSeparator() + trace.stripTrailing();
      Files.writeString(
          file,
          text + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("the trace of " + trialId + " could not be kept: " + e, e);
    }
  }

  /**
   * The checkpoints to keep after a new one, oldest first.
   *
   * @param most how many of the latest stay
   */
  public static List<SavedCheckpoint> latest(
      List<SavedCheckpoint> kept, SavedCheckpoint latest, int most) {
    List<SavedCheckpoint> all = new ArrayList<>(kept);
    all.add(latest);
    int surplus = Math.max(0, all.size() - Math.max(1, most));
    return List.copyOf(all.subList(surplus, all.size()));
  }

  /** Deletes a checkpoint that is not kept any more. */
  public static void delete(Path checkpoint) {
    try {
      FileTree.delete(checkpoint);
    } catch (IOException e) {
      // A checkpoint too many costs space, not results.
      LOG.warn("could not delete the old checkpoint {}", checkpoint, e);
    }
  }
}
