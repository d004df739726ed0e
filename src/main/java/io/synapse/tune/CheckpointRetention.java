package io.synapse.tune;

import io.synapse.run.Decision;
import io.synapse.run.RunHistory;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialFolders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which checkpoints are kept. One that another trial continues from is kept until that one
 * has a checkpoint of its own.
 */
final class CheckpointRetention {

  private final RunHistory history;
  private final ExecutorCommands commands;
  private final int most;

  /** Checkpoints to the ids of the trials that continue from them and did not make them. */
  private final Map<Path, Set<String>> borrowers = new HashMap<>();

  /** Checkpoints that only their borrowers keep. */
  private final Set<Path> left = new HashSet<>();

  /**
   * A keeper of a run's checkpoints.
   *
   * @param most how many of a trial's latest stay
   */
  CheckpointRetention(RunHistory history, ExecutorCommands commands, int most) {
    this.history = history;
    this.commands = commands;
    this.most = most;
    history.verdicts().forEach(verdict -> lend(verdict.decision(), verdict.trial()));
  }

  private void lend(Decision decision, Trial borrower) {
    if (decision instanceof Decision.Exploit exploit
        && borrower.checkpoints().contains(exploit.checkpoint())) {
      lend(exploit.checkpoint(), borrower);
    }
  }

  /** Another trial is to continue from a checkpoint. */
  void lend(SavedCheckpoint checkpoint, Trial borrower) {
    borrowers.computeIfAbsent(checkpoint.path(), path -> new HashSet<>()).add(borrower.id());
  }

  /**
   * Old ones go once the journal has the new one: a run that is cut then is resumed from either.
   */
  void keep(Trial trial, SavedCheckpoint latest) {
    List<SavedCheckpoint> before = trial.checkpoints();
    List<SavedCheckpoint> kept = TrialFolders.latest(before, latest, most);
    history.keepCheckpoints(trial, kept);
    dropAllBut(kept, before, trial);
  }

  /** Checkpoints that a trial had and keeps no more. */
  void dropAllBut(List<SavedCheckpoint> kept, List<SavedCheckpoint> before, Trial trial) {
    before.stream().filter(old -> !kept.contains(old)).forEach(old -> drop(trial, old.path()));
  }

  private void drop(Trial trial, Path path) {
    Set<String> others = borrowers.getOrDefault(path, new HashSet<>());
    boolean isOwn = !others.remove(trial.id());
    if (isOwn) {
      left.add(path);
    }
    if (others.isEmpty()) {
      borrowers.remove(path);
      if (left.remove(path)) {
        commands.add(executor -> TrialFolders.delete(path));
      }
    }
  }
}
