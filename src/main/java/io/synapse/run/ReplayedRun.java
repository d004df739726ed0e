package io.synapse.run;

import io.synapse.space.Objective;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a run when its process ended, as its journal gives it.
 *
 * @param history every trial; one whose attempt did not end is RUNNING
 * @param columns the metrics shown as columns
 * @param models trial id to the file or folder that is its model
 * @param lastDecisions trial id to the decision on its last report, unless that was to continue, or
 *     to a later decision
 * @param lastEnds trial id to how its last attempt ended, for trials that have not ended
 * @param places trial id to where its last attempt ran, where that is known
 * @param metadata what is known of the run itself
 * @param retriesFailed whether trials that failed are to have another attempt
 */
public record ReplayedRun(
    RunHistory history,
    MetricColumns columns,
    Map<String, Path> models,
    Map<String, Decision> lastDecisions,
    Map<String, RunEvent.AttemptEndCause> lastEnds,
    Map<String, String> places,
    RunMetadata metadata,
    boolean retriesFailed) {

  /** A run that has not started. */
  public static ReplayedRun nothing(RunPlan plan) {
    return new JournalReplay(plan, 1).result();
  }

  /** The same, with another attempt for trials that failed. */
  public ReplayedRun retryingFailed() {
    return new ReplayedRun(
        history, columns, models, lastDecisions, lastEnds, places, metadata, true);
  }

  /** Whether a trial has failed for good. */
  public boolean hasFailedTrials() {
    return history.trials().stream().anyMatch(trial -> trial.status() == TrialStatus.ERROR);
  }

  /**
   * The last snapshot of the trial table.
   *
   * @param bestTrial id of the best trial; empty when there is none
   */
  public Map<String, Object> snapshot(String bestTrial) {
    return TrialsSnapshot.of(history, Trial::status, columns.names(), bestTrial);
  }

  static MetricColumns columns(Optional<Objective> objective) {
    return new MetricColumns(objective.map(Objective::metric));
  }
}
