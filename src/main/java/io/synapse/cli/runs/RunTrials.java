package io.synapse.cli.runs;

import io.synapse.run.RunRecord;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The trials of a run, in the orders and parts that people look at. */
final class RunTrials {

  private static final List<String> STANDING = List.of("RUNNING", "PAUSED", "PENDING");

  private final List<TrialEntry> all;
  private final List<String> ended;
  private final Optional<Objective> objective;

  private RunTrials(List<TrialEntry> all, List<String> ended, Optional<Objective> objective) {
    this.all = all;
    this.ended = ended;
    this.objective = objective;
  }

  /**
   * Takes trials from the results, and from the journal what those leave out: the unfinished.
   *
   * @param results empty before the run's end
   */
  static RunTrials of(RunFacts facts, Optional<RunResults> results, RunRecord outline) {
    List<TrialEntry> reported = results.map(RunResults::trials).orElse(List.of());
    Set<String> known = reported.stream().map(TrialEntry::id).collect(Collectors.toSet());
    List<TrialEntry> all =
        Stream.concat(
                reported.stream(),
                outline.trials().stream()
                    .filter(trial -> !known.contains(trial.id()))
                    .map(trial -> TrialEntry.of(trial, facts.folder())))
            .sorted(TrialEntry.BY_NUMBER)
            .toList();
    return new RunTrials(all, outline.ended(), facts.run().objective());
  }

  /** Every trial by its number. */
  List<TrialEntry> all() {
    return all;
  }

  Optional<Objective> objective() {
    return objective;
  }

  /** Those that ended well: the best first, equals by number, those without a finite value last. */
  List<TrialEntry> ranking() {
    Stream<TrialEntry> finished = all.stream().filter(TrialEntry::isFinished);
    return objective.map(goal -> finished.sorted(bestFirst(goal))).orElse(finished).toList();
  }

  /** The best of {@link #ranking}; of a training, the training when it ended well. */
  Optional<TrialEntry> best() {
    return ranking().stream()
        .findFirst()
        .filter(
            first ->
                objective.map(goal -> Double.isFinite(first.value(goal.metric()))).orElse(true));
  }

  /** The sort is stable, and the trials are in the order of their numbers. */
  private static Comparator<TrialEntry> bestFirst(Objective goal) {
    double sign = goal.mode() == Objective.Mode.MAX ? -1 : 1;
    return Comparator.comparingDouble(trial -> sign * trial.value(goal.metric()));
  }

  /** Those that failed, by number. */
  List<TrialEntry> failed() {
    return all.stream().filter(TrialEntry::isFailed).toList();
  }

  /** The others: those that run, that are paused, that wait, that were interrupted. */
  List<TrialEntry> unfinished() {
    return all.stream()
        .filter(trial -> !trial.isFinished() && !trial.isFailed())
        .sorted(Comparator.comparing(RunTrials::standing))
        .toList();
  }

  private static int standing(TrialEntry trial) {
    int known = STANDING.indexOf(trial.status());
    return known < 0 ? STANDING.size() : known;
  }

  /** Those that ended well in the order in which they did; by number where that is unknown. */
  private List<TrialEntry> finishedInOrder() {
    Map<String, Integer> places = new HashMap<>();
    ended.forEach(id -> places.put(id, places.size()));
    return all.stream()
        .filter(TrialEntry::isFinished)
        .sorted(Comparator.comparing(trial -> places.getOrDefault(trial.id(), places.size())))
        .toList();
  }

  /**
   * The best value after each finished trial, from the first on; NaN as long as there is none.
   *
   * @param goal any objective, not only the run's own
   */
  double[] bestSoFar(Objective goal) {
    List<Double> values = new ArrayList<>();
    double best = Double.NaN;
    for (TrialEntry trial : finishedInOrder()) {
      double value = trial.value(goal.metric());
      best = goal.mode().isBetter(value, best) ? value : best;
      values.add(best);
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
