package io.synapse.search.model;

import io.synapse.trial.Decision;
import io.synapse.trial.History;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialStatus;
import io.synapse.trial.Verdict;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * How far trials have come where a scheduler stops some early: a loss after a few iterations says
 * little beside one after many. As in BOHB (Falkner et al. 2018, "BOHB: Robust and Efficient
 * Hyperparameter Optimization at Scale", section 3), trials are compared at one fidelity, the
 * highest that enough of them have reached.
 */
final class Fidelities {

  private final int enough;
  private final TreeSet<Long> levels = new TreeSet<>();
  private int verdictsSeen;
  private int endsSeen;

  /**
   * Fidelities of one run.
   *
   * @param enough how many trials a model needs
   */
  Fidelities(int enough) {
    this.enough = enough;
  }

  /**
   * The training iteration at which trials are compared: the highest that trials were decided about
   * or ended at and enough of them have reached, or else the lowest of these; empty when no trial
   * was stopped, paused or kept by a scheduler. Sorts the trials once.
   */
  OptionalLong level(History history) {
    if (history.timeAttribute().isEmpty()) {
      return OptionalLong.empty();
    }
    see(history);
    if (verdictsSeen == 0 || levels.isEmpty()) {
      return OptionalLong.empty();
    }
    Long level = levels.floor(reachedByEnough(history.trials()));
    return OptionalLong.of(level == null ? levels.first() : level);
  }

  private void see(History history) {
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      Verdict verdict = history.verdicts().get(verdictsSeen);
      // What goes on with another configuration is compared with nothing afterwards.
      if (!(verdict.decision() instanceof Decision.Exploit)) {
        levels.add(verdict.iteration());
      }
    }
    for (; endsSeen < history.ended().size(); endsSeen++) {
      Trial trial = history.ended().get(endsSeen);
      if (trial.status() == TrialStatus.TERMINATED) {
        levels.add(trial.trainingIteration());
      }
    }
  }

  /** The iteration that so many trials have reached as a model needs; 0 when fewer have. */
  private long reachedByEnough(List<Trial> trials) {
    if (trials.size() < enough) {
      return 0;
    }
    long[] reached = trials.stream().mapToLong(Fidelities::reached).sorted().toArray();
    return reached[reached.length - enough];
  }

  private static long reached(Trial trial) {
    int size = trial.series().size();
    return size == 0 ? 0 : trial.series().iteration(size - 1);
  }

  /**
   * A trial's value at an iteration, or at the next that has one; NaN when it has not come there.
   */
  static double value(Trial trial, long level) {
    return trial.series().valueFrom(level);
  }
}
