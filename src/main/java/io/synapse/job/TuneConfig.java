package io.synapse.job;

import io.synapse.space.Objective;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The checked {@code tune_config}, defaults filled in.
 *
 * @param objective metric and mode
 * @param numSamples how many trials at most
 * @param maxConcurrentTrials the job's own limit of trials at once
 * @param seed the job's seed; drawn when empty
 * @param limits when trials and the run end early
 * @param failures how many failures of trials the run takes
 * @param keepCheckpoints how many of a trial's newest checkpoints are kept
 * @param search the search algorithm
 * @param scheduler the scheduler
 */
public record TuneConfig(
    Objective objective,
    int numSamples,
    OptionalInt maxConcurrentTrials,
    OptionalLong seed,
    Limits limits,
    Failures failures,
    int keepCheckpoints,
    SearchChoice search,
    SchedulerChoice scheduler) {

  /**
   * How many failures of trials the run takes.
   *
   * @param mostRetries of one trial; −1 without limit
   * @param failFast whether the first failed trial ends the run
   * @param stopWhenAllFail whether the run ends when its first trials all fail the same way
   */
  public record Failures(int mostRetries, boolean failFast, boolean stopWhenAllFail) {}

  /**
   * When trials and the run end early.
   *
   * @param timeBudget after which no trial starts and running ones are stopped
   * @param trialTimeout after which one attempt of a trial is stopped
   * @param stopGrace how long a plugin may take to end once asked to
   * @param stop metric or {@code training_iteration} to the value that ends a trial
   */
  public record Limits(
      Optional<Duration> timeBudget,
      Optional<Duration> trialTimeout,
      Duration stopGrace,
      Map<String, Double> stop) {}

  /**
   * The checked {@code scheduler}.
   *
   * @param name the scheduler's documented name, lower case
   * @param options every option, defaults filled in
   */
  public record SchedulerChoice(String name, Map<String, Object> options) {}

  /**
   * The checked {@code search_alg}.
   *
   * @param name the algorithm's documented name, lower case
   * @param options every option, defaults filled in
   * @param pointsToEvaluate partial configurations to try first, values within the space
   */
  public record SearchChoice(
      String name, Map<String, Object> options, List<Map<String, Object>> pointsToEvaluate) {}
}
