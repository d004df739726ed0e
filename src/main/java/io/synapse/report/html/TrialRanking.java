package io.synapse.report.html;

import io.synapse.run.TrialRecord;
import io.synapse.space.Objective;
import io.synapse.store.run.StoredRun.RecordedRun;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trials of a run in the order in which a reader asks for them: the best one, the failed ones,
 * and the others by their value.
 *
 * @param trials all of them
 * @param best the best one; empty as long as none ended well
 */
record TrialRanking(List<TrialRecord> trials, Optional<String> best) {

  static TrialRanking of(RecordedRun run) {
    Optional<Objective> objective = run.row().objective();
    Optional<String> best = run.record().best().or(() -> bestOf(run, objective));
    Comparator<TrialRecord> order =
        Comparator.comparing((TrialRecord trial) -> !best.equals(Optional.of(trial.id())))
            .thenComparing(trial -> trial.error().isEmpty())
            .thenComparingDouble(trial -> loss(trial, objective));
    return new TrialRanking(run.record().trials().stream().sorted(order).toList(), best);
  }

  private static Optional<String> bestOf(RecordedRun run, Optional<Objective> objective) {
    return run.record().trials().stream()
        .filter(trial -> trial.status().equals("TERMINATED"))
        .filter(trial -> Double.isFinite(loss(trial, objective)))
        .min(Comparator.comparingDouble(trial -> loss(trial, objective)))
        .map(TrialRecord::id);
  }

  /** Lower is better; infinite where there is no finite value. */
  static double loss(TrialRecord trial, Optional<Objective> objective) {
    double value = objective.flatMap(goal -> trial.metric(goal.metric())).orElse(Double.NaN);
    if (!Double.isFinite(value)) {
      return Double.POSITIVE_INFINITY;
    }
    return objective.orElseThrow().mode() == Objective.Mode.MAX ? -value : value;
  }
}
