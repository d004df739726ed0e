package io.synapse.run;

import io.synapse.space.Objective;
import io.synapse.tune.TunerResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a run had come to when its process ended, as its journal tells it.
 *
 * @param history every trial; one whose attempt did not end is RUNNING
 * @param columns the metrics shown as columns
 * @param models trial id to the file or folder that is its model
 * @param lastDecisions trial id to what was decided on its last report, when that was not to go on,
 *     or since then
 * @param lastEnds trial id to how its last attempt ended, for trials that are not over
 * @param places trial id to where its last attempt ran, for those of which that was told
 * @param facts the run itself
 */
public record ReplayedRun(
    RunHistory history,
    MetricColumns columns,
    Map<String, Path> models,
    Map<String, Decision> lastDecisions,
    Map<String, RunEvent.AttemptEnded.Why> lastEnds,
    Map<String, String> places,
    Facts facts) {

  /**
   * What the journal says of the run itself.
   *
   * @param nextSequence the number of the next line
   * @param started when the run started; empty for a journal without a line
   * @param timeUsed how long its trials have been running
   * @param pluginFingerprint of the plugin it ran with last; empty text when unknown
   * @param datasetFingerprint of the data set; empty text when it was not read yet
   * @param finished how it ended, unless it can go on
   * @param retriesFailed whether trials that failed are to have another attempt
   */
  public record Facts(
      long nextSequence,
      Optional<Instant> started,
      Duration timeUsed,
      String pluginFingerprint,
      String datasetFingerprint,
      Optional<Finished> finished,
      boolean retriesFailed) {}

  /** How a run ended that has nothing left to do. */
  public record Finished(String status, String message, TunerResult.Ending ending) {}

  /** A run that has not begun. */
  public static ReplayedRun nothing(RunPlan plan) {
    return new JournalReplay(plan, 1).result();
  }

  /** The same, with another attempt for trials that failed. */
  public ReplayedRun retryingFailed() {
    Facts retrying =
        new Facts(
            facts.nextSequence,
            facts.started,
            facts.timeUsed,
            facts.pluginFingerprint,
            facts.datasetFingerprint,
            facts.finished,
            true);
    return new ReplayedRun(history, columns, models, lastDecisions, lastEnds, places, retrying);
  }

  /** Whether a trial has failed for good. */
  public boolean hasFailedTrials() {
    return history.trials().stream().anyMatch(trial -> trial.status() == TrialStatus.ERROR);
  }

  public Duration timeUsed() {
    return facts.timeUsed();
  }

  /**
   * The result of a run that is interrupted, before anything goes on or, by a failure of its own,
   * at any moment after.
   */
  public TunerResult interrupted(String reason) {
    return new TunerResult(
        history, TunerResult.Ending.INTERRUPTED, reason, models, columns.names());
  }

  /** The result of a run that has nothing left to do. */
  public TunerResult asResult(Finished finished) {
    return new TunerResult(history, finished.ending(), finished.message(), models, columns.names());
  }

  static MetricColumns columns(Optional<Objective> objective) {
    return new MetricColumns(objective.map(Objective::metric));
  }
}
