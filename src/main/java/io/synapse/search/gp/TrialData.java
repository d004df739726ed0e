package io.synapse.search.gp;

import io.synapse.search.model.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The trials that are over, in the order of their numbers; the loss of a failed one is NaN.
 *
 * @param trials the trials
 */
record TrialData(List<Observations.Observation> trials) {

  private static final Comparator<Observations.Observation> BY_NUMBER =
      Comparator.comparingInt(Observations.Observation::number);

  /** The better before the worse, failures last. */
  static final Comparator<Observations.Observation> BY_LOSS =
      Comparator.comparingDouble(Observations.Observation::loss).thenComparing(BY_NUMBER);

  static TrialData of(Observations observations) {
    return ordered(
        Stream.concat(
            observations.completed().stream(),
            observations.failed().stream()
                .map(
                    failed ->
                        new Observations.Observation(
                            failed.number(), failed.point(), Double.NaN))));
  }

  private static TrialData ordered(Stream<Observations.Observation> trials) {
    return new TrialData(trials.sorted(BY_NUMBER).toList());
  }

  int size() {
    return trials.size();
  }

  /** Whether there is a loss. */
  boolean isUsable() {
    return trials.stream().anyMatch(TrialData::isCompleted);
  }

  /** The scale of its losses, of which there is at least one. */
  LossScale scale() {
    return new LossScale(
        trials.stream()
            .filter(TrialData::isCompleted)
            .mapToDouble(Observations.Observation::loss)
            .toArray());
  }

  /** The losses on a scale; failures count as the worst. */
  double[] targets(LossScale scale) {
    return trials.stream()
        .mapToDouble(trial -> isCompleted(trial) ? scale.of(trial.loss()) : scale.worst())
        .toArray();
  }

  List<double[]> points() {
    return trials.stream().map(Observations.Observation::point).toList();
  }

  /** The trials with the lowest numbers. */
  TrialData first(int count) {
    return new TrialData(trials.subList(0, count));
  }

  /**
   * At most so many of the first trials, and all after them. Of the first half are the best, a
   * quarter the last of them, and a quarter spread evenly over the rest.
   */
  TrialData thinned(int first, int most) {
    if (first <= most) {
      return this;
    }
    List<Observations.Observation> early = trials.subList(0, first);
    Set<Observations.Observation> kept = new HashSet<>(early.subList(first - most / 4, first));
    early.stream()
        .sorted(BY_LOSS)
        .filter(trial -> !kept.contains(trial))
        .limit(most / 2)
        .toList()
        .forEach(kept::add);
    List<Observations.Observation> rest =
        early.stream().filter(trial -> !kept.contains(trial)).toList();
    int spread = most - kept.size();
    for (int i = 0; i < spread; i++) {
      kept.add(rest.get((int) ((long) i * rest.size() / spread)));
    }
    kept.addAll(trials.subList(first, trials.size()));
    return ordered(kept.stream());
  }

  /** Whether trials and losses are the same. */
  boolean isLike(TrialData other) {
    if (size() != other.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (!isLike(trials.get(i), other.trials.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLike(Observations.Observation first, Observations.Observation second) {
    return first.number() == second.number()
        && Double.compare(first.loss(), second.loss()) == 0
        && Arrays.equals(first.point(), second.point());
  }

  private static boolean isCompleted(Observations.Observation trial) {
    return !Double.isNaN(trial.loss());
  }

  /** The best trials, at most so many. */
  List<double[]> best(int count) {
    List<Observations.Observation> completed = new ArrayList<>(trials);
    completed.sort(BY_LOSS);
    return completed.stream().limit(count).map(Observations.Observation::point).toList();
  }
}
