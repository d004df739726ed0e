package io.synapse.tune;

import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.RunHistory;
import io.synapse.run.RunMetadata;
import io.synapse.run.Trial;
import io.synapse.run.TrialsSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the tuning loop ended.
 *
 * @param history every trial
 * @param ending why it ended
 * @param message what a person should know of the ending; may be empty
 * @param models trial id to the file or folder that is its model, for TERMINATED trials with one
 * @param metricColumns the metrics shown as columns, at most four
 */
public record TunerResult(
    RunHistory history,
    RunEvent.Ending ending,
    String message,
    Map<String, Path> models,
    List<String> metricColumns) {

  /**
   * The result of a run that is interrupted before anything is resumed or, by a failure of its own,
   * at any moment after.
   */
  public static TunerResult interrupted(ReplayedRun run, String reason) {
    return of(run, RunEvent.Ending.INTERRUPTED, reason);
  }

  /** The result of a run that has nothing left to do. */
  public static TunerResult finished(ReplayedRun run, RunMetadata.FinishedRun how) {
    return of(run, how.ending(), how.message());
  }

  private static TunerResult of(ReplayedRun run, RunEvent.Ending ending, String message) {
    return new TunerResult(run.history(), ending, message, run.models(), run.columns().names());
  }

  /**
   * The last snapshot of the trial table.
   *
   * @param bestTrial id of the best trial; empty when there is none
   */
  public Map<String, Object> snapshot(String bestTrial) {
    return TrialsSnapshot.of(history, Trial::status, metricColumns, bestTrial);
  }
}
