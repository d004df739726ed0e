package io.synapse.search.gp;

import io.synapse.search.model.Observations;
import io.synapse.search.model.Observed;
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
record Experience(List<Observed> trials) {

  private static final Comparator<Observed> BY_NUMBER = Comparator.comparingInt(Observed::number);

  /** The better before the worse, failures last. */
  static final Comparator<Observed> BY_LOSS =
      Comparator.comparingDouble(Observed::loss).thenComparing(BY_NUMBER);

  static Experience of(Observations observations) {
    return ordered(
        Stream.concat(
            observations.completed().stream(),
            observations.failed().stream()
                .map(failed -> new Observed(failed.number(), failed.point(), Double.NaN))));
  }

  private static Experience ordered(Stream<Observed> trials) {
    return new Experience(trials.sorted(BY_NUMBER).toList());
  }

  int size() {
    return trials.size();
  }

  /** Whether there is a loss. */
  boolean isUsable() {
    return trials.stream().anyMatch(Experience::isCompleted);
  }

  /** The scale of its losses, of which there is at least one. */
  LossScale scale() {
    return new LossScale(
        trials.stream().filter(Experience::isCompleted).mapToDouble(Observed::loss).toArray());
  }

  /** The losses on a scale; failures count as the worst. */
  double[] targets(LossScale scale) {
    return trials.stream()
        .mapToDouble(trial -> isCompleted(trial) ? scale.of(trial.loss()) : scale.worst())
        .toArray();
  }

  List<double[]> points() {
    return trials.stream().map(Observed::point).toList();
  }

  /** The trials with the lowest numbers. */
  Experience first(int count) {
    return new Experience(trials.subList(0, count));
  }

  /**
   * At most so many of the first trials, and all after them. Of the first half are the best, a
   * quarter the last of them, and a quarter spread evenly over the rest.
   */
  Experience thinned(int first, int most) {
    if (first <= most) {
      return this;
    }
    List<Observed> early = trials.subList(0, first);
    Set<Observed> kept = new HashSet<>(early.subList(first - most / 4, first));
    early.stream()
        .sorted(BY_LOSS)
        .filter(trial -> !kept.contains(trial))
        .limit(most / 2)
        .toList()
        .forEach(kept::add);
    List<Observed> rest = early.stream().filter(trial -> !kept.contains(trial)).toList();
    int spread = most - kept.size();
    for (int i = 0; i < spread; i++) {
      kept.add(rest.get((int) ((long) i * rest.size() / spread)));
    }
    kept.addAll(trials.subList(first, trials.size()));
    return ordered(kept.stream());
  }

  /** Whether trials and losses are the same. */
  boolean isLike(Experience other) {
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

  private static boolean isLike(Observed first, Observed second) {
    return first.number() == second.number()
        && Double.compare(first.loss(), second.loss()) == 0
        && Arrays.equals(first.point(), second.point());
  }

  private static boolean isCompleted(Observed trial) {
    return !Double.isNaN(trial.loss());
  }

  /** The best trials, at most so many. */
  List<double[]> best(int count) {
    List<Observed> completed = new ArrayList<>(trials);
    completed.sort(BY_LOSS);
    return completed.stream().limit(count).map(Observed::point).toList();
  }
}
