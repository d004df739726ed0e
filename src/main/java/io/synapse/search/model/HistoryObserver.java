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
 * Turns the growing history of one run into observations. Caches the points of trials, which depend
 * on their configurations alone. Not thread-safe.
 */
public final class HistoryObserver {

  /**
   * How many observations BOHB needs in addition to the number of dimensions: one, and two for the
   * best.
   */
  private static final int EXTRA_OBSERVATIONS = 3;

  private final Coordinates coordinates;
  private final boolean isMaximised;
  private final List<Observations.Observation> past = new ArrayList<>();
  private final List<Config> configs = new ArrayList<>();
  private final List<double[]> points = new ArrayList<>();
  private final Fidelities fidelities;

  /**
   * Creates an observer.
   *
   * @param earlier trials of earlier runs, the oldest first, which precede the trials of every
   *     history
   */
  public HistoryObserver(Coordinates coordinates, Objective objective, List<PastTrial> earlier) {
    this.coordinates = coordinates;
    this.isMaximised = objective.mode() == Objective.Mode.MAX;
    this.fidelities = new Fidelities(coordinates.size() + EXTRA_OBSERVATIONS);
    for (PastTrial trial : earlier) {
      int number = past.size() - earlier.size();
      past.add(
          new Observations.Observation(
              number, coordinates.point(trial.config()), loss(trial.value())));
    }
  }

  /**
   * The observations of a history, preceded by those of earlier runs. Takes linear time in the
   * number of trials, or n log n if a scheduler compares trials. In that case trials are observed
   * with their loss at one {@link Fidelities fidelity}, including running trials that have reached
   * it; trials that were stopped before it count as failed, and trials that ended by themselves
   * before it are observed with their final loss.
   */
  public Observations observe(History history) {
    List<Observations.Observation> completed = new ArrayList<>(past);
    List<Observations.Observation> failed = new ArrayList<>();
    List<Observations.Observation> pending = new ArrayList<>();
    List<Trial> trials = history.trials();
    OptionalLong fidelity = fidelities.fidelity(history);
    for (int number = 0; number < trials.size(); number++) {
      Trial trial = trials.get(number);
      double loss = loss(trial, fidelity);
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

  private double loss(Trial trial, OptionalLong fidelity) {
    if (trial.status() == TrialStatus.ERROR) {
      return Double.NaN;
    }
    if (fidelity.isPresent() && !endedBefore(trial, fidelity.getAsLong())) {
      return loss(Fidelities.value(trial, fidelity.getAsLong()));
    }
    return trial.status() == TrialStatus.TERMINATED
        ? loss(trial.value().orElse(Double.NaN))
        : Double.NaN;
  }

  /**
   * Whether a trial ended by itself before it reached a fidelity, so that it will not report any
   * more.
   */
  private static boolean endedBefore(Trial trial, long fidelity) {
    return trial.status() == TrialStatus.TERMINATED
        && trial.stopReason().isEmpty()
        && trial.trainingIteration() < fidelity;
  }

  private double loss(double value) {
    return isMaximised ? -value : value;
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
   * Chooses the fidelity, a training iteration, at which trials are compared if a scheduler stops
   * some of them early; losses after different numbers of iterations are not comparable. As in BOHB
   * (Falkner et al. 2018, "BOHB: Robust and Efficient Hyperparameter Optimization at Scale",
   * section 3), it is the highest fidelity that enough trials have reached.
   *
   * <p>There is no such fidelity if trials change their configurations while they run (population
   * based training): the value that such a trial had at an iteration does not belong to its present
   * configuration.
   */
  static final class Fidelities {

    private final int minTrials;
    private final TreeSet<Long> iterations = new TreeSet<>();
    private int verdictsSeen;
    private int endsSeen;
    private boolean exploited;

    /**
     * Creates the fidelities of one run.
     *
     * @param minTrials how many trials a model needs
     */
    Fidelities(int minTrials) {
      this.minTrials = minTrials;
    }

    /**
     * The training iteration at which trials are compared. Candidates are the iterations at which a
     * scheduler decided about a trial or a trial ended; the result is the highest candidate that
     * enough trials have reached, or else the lowest candidate. Empty if no trial was stopped,
     * paused or kept by a scheduler, or once a trial has continued from another trial's checkpoint.
     * Sorts the trials once.
     */
    OptionalLong fidelity(History history) {
      if (history.timeAttribute().isEmpty()) {
        return OptionalLong.empty();
      }
      update(history);
      if (exploited || verdictsSeen == 0 || iterations.isEmpty()) {
        return OptionalLong.empty();
      }
      Long fidelity = iterations.floor(reachedByEnough(history.trials()));
      return OptionalLong.of(fidelity == null ? iterations.first() : fidelity);
    }

    private void update(History history) {
      for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
        History.Verdict verdict = history.verdicts().get(verdictsSeen);
        exploited |= verdict.decision() instanceof Decision.Exploit;
        iterations.add(verdict.iteration());
      }
      for (; endsSeen < history.ended().size(); endsSeen++) {
        Trial trial = history.ended().get(endsSeen);
        if (trial.status() == TrialStatus.TERMINATED) {
          iterations.add(trial.trainingIteration());
        }
      }
    }

    /**
     * The highest iteration that as many trials as a model needs have reached; 0 if there are fewer
     * trials.
     */
    private long reachedByEnough(List<Trial> trials) {
      if (trials.size() < minTrials) {
        return 0;
      }
      long[] reached = trials.stream().mapToLong(Fidelities::reached).sorted().toArray();
      return reached[reached.length - minTrials];
    }

    private static long reached(Trial trial) {
      int size = trial.series().size();
      return size == 0 ? 0 : trial.series().iteration(size - 1);
    }

    /**
     * A trial's value at an iteration, or at the first later one that has a value; NaN if it has
     * not got there.
     */
    static double value(Trial trial, long fidelity) {
      return trial.series().valueFrom(fidelity);
    }
  }
}
