package io.synapse.terminal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run ended, for a person.
 *
 * @param runId the run's folder name
 * @param name the job's plain name
 * @param status {@code completed}, {@code failed} or {@code interrupted}
 * @param message why it did not complete, or what else to know; may be empty
 * @param elapsed how long it took
 * @param outcome the winner of a tuning run, or the trained model; empty when there is neither
 * @param trialCounts finished trials by status, {@code TERMINATED} and {@code ERROR}; empty for a
 *     single training
 * @param failures the trials that failed
 * @param remarks what a person should know of trials beside their results
 * @param places where things are, by what they are ({@code results}, {@code log}), in the order to
 *     print
 * @param resumeCommand what to type to resume, when the run can be resumed
 */
public record RunSummary(
    String runId,
    String name,
    String status,
    String message,
    Duration elapsed,
    Optional<BestResult> outcome,
    Map<String, Integer> trialCounts,
    List<FailedTrial> failures,
    List<Remark> remarks,
    Map<String, Path> places,
    Optional<String> resumeCommand) {

  /**
   * What came out of a run: the best trial of a tuning run, or the one training.
   *
   * @param trialId the trial
   * @param objective the metric that was optimised; empty for a single training
   * @param metrics the final metrics
   * @param config the hyperparameters
   * @param modelId the model in the store, when there is one
   * @param modelPath the model's folder, when there is one
   * @param noModel why there is no model; empty when there is one, or nothing is known
   */
  public record BestResult(
      String trialId,
      Optional<String> objective,
      Map<String, Object> metrics,
      Map<String, Object> config,
      OptionalLong modelId,
      Optional<Path> modelPath,
      Optional<String> noModel) {}

  /**
   * A trial that failed.
   *
   * @param trialId the trial
   * @param message its error in one line
   * @param details the file with the whole of it
   */
  public record FailedTrial(String trialId, String message, Optional<Path> details) {}

  /** Something that a person should know of a trial. */
  public record Remark(String trialId, String text) {}
}
