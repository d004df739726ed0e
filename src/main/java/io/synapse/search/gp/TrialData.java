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
 * The trials that have ended, in the order of their numbers. The loss of a failed trial is NaN.
 *
 * @param trials ordered by number
 */
record TrialData(List<Observations.Observation> trials) {

  private static final Comparator<Observations.Observation> BY_NUMBER =
      Comparator.comparingInt(Observations.Observation::number);

  /** Better trials first, failed ones last. */
  private static final Comparator<Observations.Observation> BY_LOSS =
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

  /** Whether at least one trial has a loss. */
  boolean hasLosses() {
    return trials.stream().anyMatch(TrialData::isCompleted);
  }

  /** The scale fitted to the losses, of which there must be at least one. */
  LossScale scale() {
    return new LossScale(
        trials.stream()
            .filter(TrialData::isCompleted)
            .mapToDouble(Observations.Observation::loss)
            .toArray());
  }

  /** The losses on a scale; a failed trial counts as the worst. */
  double[] targets(LossScale scale) {
    return trials.stream()
        .mapToDouble(trial -> isCompleted(trial) ? scale.transform(trial.loss()) : scale.worst())
        .toArray();
  }

  List<double[]> points() {
    return trials.stream().map(Observations.Observation::point).toList();
  }

  /**
   * The trials with the lowest numbers.
   *
   * @param count at most {@link #size()}
   */
  TrialData first(int count) {
    return new TrialData(trials.subList(0, count));
  }

  /**
   * A subset: at most {@code max} of the first {@code first} trials, and all trials after these.
   * Half of the subset of the first trials are the best of them, a quarter are the last of them,
   * and a quarter are spread evenly over the rest.
   */
  TrialData thinned(int first, int max) {
    if (first <= max) {
      return this;
    }
    List<Observations.Observation> early = trials.subList(0, first);
    Set<Observations.Observation> kept = new HashSet<>(early.subList(first - max / 4, first));
    early.stream()
        .sorted(BY_LOSS)
        .filter(trial -> !kept.contains(trial))
        .limit(max / 2)
        .toList()
        .forEach(kept::add);
    List<Observations.Observation> rest =
        early.stream().filter(trial -> !kept.contains(trial)).toList();
    int spread = max - kept.size();
    for (int i = 0; i < spread; i++) {
      kept.add(rest.get((int) ((long) i * rest.size() / spread)));
    }
    kept.addAll(trials.subList(first, trials.size()));
    return ordered(kept.stream());
  }

  /** Whether the other data holds the same numbers, points and losses. */
  boolean hasSameTrials(TrialData other) {
    if (size() != other.size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (!isSame(trials.get(i), other.trials.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Observations.Observation first, Observations.Observation second) {
    return first.number() == second.number()
        && Double.compare(first.loss(), second.loss()) == 0
        && Arrays.equals(first.point(), second.point());
  }

  private static boolean isCompleted(Observations.Observation trial) {
    return !Double.isNaN(trial.loss());
  }

  /** The points of the best trials, at most {@code count}. */
  List<double[]> best(int count) {
    List<Observations.Observation> completed = new ArrayList<>(trials);
    completed.sort(BY_LOSS);
    return completed.stream().limit(count).map(Observations.Observation::point).toList();
  }
}
