package io.synapse.search.model;

import io.synapse.space.Config;
import io.synapse.space.Mode;
import io.synapse.space.Objective;
import io.synapse.trial.History;
import io.synapse.trial.PastTrial;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Turns histories of one run into observations. Remembers the points of trials it has seen, which
 * depend on their configurations alone.
 */
public final class Observer {

  /** BOHB's least number of observations: one more than dimensions, and two for the best. */
  private static final int BEYOND_DIMENSIONS = 3;

  private final Coordinates coordinates;
  private final boolean maximises;
  private final List<Observed> past = new ArrayList<>();
  private final List<Config> configs = new ArrayList<>();
  private final List<double[]> points = new ArrayList<>();
  private final Fidelities fidelities;

  /**
   * An observer that has seen nothing of its run.
   *
   * @param earlier trials of earlier runs, the oldest first, which every history comes after
   */
  public Observer(Coordinates coordinates, Objective objective, List<PastTrial> earlier) {
    this.coordinates = coordinates;
    this.maximises = objective.mode() == Mode.MAX;
    this.fidelities = new Fidelities(coordinates.size() + BEYOND_DIMENSIONS);
    for (PastTrial trial : earlier) {
      int number = past.size() - earlier.size();
      past.add(new Observed(number, coordinates.point(trial.config()), loss(trial.value())));
    }
  }

  /**
   * The observations in a history, after those of earlier runs. Takes time in proportion to the
   * number of trials, or a little more where a scheduler compares them: then they are observed with
   * their loss at one {@link Fidelities fidelity}, running ones that have come so far included, and
   * those that ended before it have failed.
   */
  public Observations of(History history) {
    List<Observed> completed = new ArrayList<>(past);
    List<Observed> failed = new ArrayList<>();
    List<Observed> pending = new ArrayList<>();
    List<Trial> trials = history.trials();
    OptionalLong level = fidelities.level(history);
    for (int number = 0; number < trials.size(); number++) {
      Trial trial = trials.get(number);
      double loss = loss(trial, level);
      Observed observed = new Observed(number, point(number, trial.config()), loss);
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
    if (level.isPresent()) {
      return loss(Fidelities.value(trial, level.getAsLong()));
    }
    return trial.status() == TrialStatus.TERMINATED
        ? loss(trial.value().orElse(Double.NaN))
        : Double.NaN;
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
}
