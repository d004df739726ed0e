package io.synapse.search.model;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.History.PastTrial;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Turns histories of one run into observations. Remembers the points of trials it has seen, which
 * depend on their configurations alone.
 */
public final class HistoryObserver {

  /** BOHB's least number of observations: one more than dimensions, and two for the best. */
  private static final int BEYOND_DIMENSIONS = 3;

  private final Coordinates coordinates;
  private final boolean maximises;
  private final List<Observations.Observation> past = new ArrayList<>();
  private final List<Config> configs = new ArrayList<>();
  private final List<double[]> points = new ArrayList<>();
  private final Fidelities fidelities;

  /**
   * An observer that has seen nothing of its run.
   *
   * @param earlier trials of earlier runs, the oldest first, which every history comes after
   */
  public HistoryObserver(Coordinates coordinates, Objective objective, List<PastTrial> earlier) {
    this.coordinates = coordinates;
    this.maximises = objective.mode() == Objective.Mode.MAX;
    this.fidelities = new Fidelities(coordinates.size() + BEYOND_DIMENSIONS);
    for (PastTrial trial : earlier) {
      int number = past.size() - earlier.size();
      past.add(
          new Observations.Observation(
              number, coordinates.point(trial.config()), loss(trial.value())));
    }
  }

  /**
   * The observations in a history, after those of earlier runs. Takes time in proportion to the
   * number of trials, or a little more where a scheduler compares them: then they are observed with
   * their loss at one {@link Fidelities fidelity}, running ones that have come so far included.
   * Those that were stopped before it have failed; those that came to an end of their own before it
   * are observed with their final loss.
   */
  public Observations of(History history) {
    List<Observations.Observation> completed = new ArrayList<>(past);
    List<Observations.Observation> failed = new ArrayList<>();
    List<Observations.Observation> pending = new ArrayList<>();
    List<Trial> trials = history.trials();
    OptionalLong level = fidelities.level(history);
    for (int number = 0; number < trials.size(); number++) {
      Trial trial = trials.get(number);
      double loss = loss(trial, level);
      Observations.Observation observed =
          new Observations.Observation(number, point(number, trial.config()), loss);
      if (Double.isFinite(loss)) {
        completed.add(observed);
      } else if (trial.status().isFinal()) {
        failed.add(observed);
      } else {
        pending.add(observed);
      }
    }
    return new Observations(completed, failed, pending);
  }

  private double loss(Trial trial, OptionalLong level) {
    if (trial.status() == TrialStatus.ERROR) {
      return Double.NaN;
    }
    if (level.isPresent() && !isComplete(trial, level.getAsLong())) {
      return loss(Fidelities.value(trial, level.getAsLong()));
    }
    return trial.status() == TrialStatus.TERMINATED
        ? loss(trial.value().orElse(Double.NaN))
        : Double.NaN;
  }

  /** Whether a trial had no more to do and was not yet at a level: it will never say more. */
  private static boolean isComplete(Trial trial, long level) {
    return trial.status() == TrialStatus.TERMINATED
        && trial.stopReason().isEmpty()
        && trial.trainingIteration() < level;
  }

  private double loss(double value) {
    return maximises ? -value : value;
  }

  private double[] point(int number, Config config) {
    if (number == points.size()) {
      configs.add(config);
      points.add(coordinates.point(config));
    } else if (!configs.get(number).equals(config)) {
      configs.set(number, config);
      points.set(number, coordinates.point(config));
    }
    return points.get(number);
  }

  /**
   * How far trials have come where a scheduler stops some early: a loss after a few iterations says
   * little beside one after many. As in BOHB (Falkner et al. 2018, "BOHB: Robust and Efficient
   * Hyperparameter Optimization at Scale", section 3), trials are compared at one fidelity, the
   * highest that enough of them have reached.
   *
   * <p>Not where trials go on with other configurations on their way (population based training):
   * what such a trial had come to at an iteration says nothing of the configuration that it has
   * now.
   */
  static final class Fidelities {

    private final int enough;
    private final TreeSet<Long> levels = new TreeSet<>();
    private int verdictsSeen;
    private int endsSeen;
    private boolean exploited;

    /**
     * Fidelities of one run.
     *
     * @param enough how many trials a model needs
     */
    Fidelities(int enough) {
      this.enough = enough;
    }

    /**
     * The training iteration at which trials are compared: the highest that trials were decided
     * about or ended at and enough of them have reached, or else the lowest of these; empty when no
     * trial was stopped, paused or kept by a scheduler, or once a trial has gone on from another's
     * checkpoint. Sorts the trials once.
     */
    OptionalLong level(History history) {
      if (history.timeAttribute().isEmpty()) {
        return OptionalLong.empty();
      }
      see(history);
      if (exploited || verdictsSeen == 0 || levels.isEmpty()) {
        return OptionalLong.empty();
      }
      Long level = levels.floor(reachedByEnough(history.trials()));
      return OptionalLong.of(level == null ? levels.first() : level);
    }

    private void see(History history) {
      for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
        History.Verdict verdict = history.verdicts().get(verdictsSeen);
        exploited |= verdict.decision() instanceof Decision.Exploit;
        levels.add(verdict.iteration());
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
}
