package io.synapse.tune;

import io.synapse.run.RunHistory;
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
    Ending ending,
    String message,
    Map<String, Path> models,
    List<String> metricColumns) {

  /** Why the loop ended. */
  public enum Ending {
    /** Every trial that was to be run is over, or the budget is. */
    COMPLETED,
    /** A signal; the run can be resumed. */
    INTERRUPTED,
    /** A trial failed and the job asks to end then. */
    FAILED_FAST,
    /** The first trials all failed the same way. */
    ALL_FAILED
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
