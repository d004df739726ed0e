package io.synapse.run;

import io.synapse.space.Config;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** The way of what a trial has trained, through every trial from whose checkpoints it went on. */
public final class TrialLineage {

  private TrialLineage() {}

  /**
   * A part of the way with one configuration; it ends where the next one begins.
   *
   * @param fromIteration how many reports there were when it began
   * @param trialId whose attempts it was trained in
   * @param config what these ran with
   */
  public record Stage(long fromIteration, String trialId, Config config) {}

  /** A trial's lineage, oldest first; of one that went on from no other, its own configuration. */
  public static List<Stage> of(Trial trial, History history) {
    Deque<Stage> stages = new ArrayDeque<>();
    Trial at = trial;
    for (int i = history.verdicts().size() - 1; i >= 0; i--) {
      History.Verdict verdict = history.verdicts().get(i);
      boolean isOwn = verdict.trial() == at;
      if (isOwn && verdict.decision() instanceof Decision.Exploit exploit) {
        // A run that ends may leave the last of them undone.
        if (!stages.isEmpty() || exploit.config().equals(trial.config())) {
          stages.addFirst(
              new Stage(exploit.checkpoint().trainingIteration(), at.id(), exploit.config()));
          at = history.trial(exploit.source());
        }
      }
    }
    stages.addFirst(new Stage(0, at.id(), at.spec().config()));
    return withoutEmpty(List.copyOf(stages), trial.trainingIteration());
  }

  /**
   * Leaves out configurations that trained nothing: of a source that was still at the checkpoint
   * that it had begun from, and of a trial that ended there.
   */
  private static List<Stage> withoutEmpty(List<Stage> stages, long end) {
    return IntStream.range(0, stages.size())
        .filter(
            i -> {
              long until = i < stages.size() - 1 ? stages.get(i + 1).fromIteration() : end;
              return i == 0 || stages.get(i).fromIteration() < until;
            })
        .mapToObj(stages::get)
        .toList();
  }
}
