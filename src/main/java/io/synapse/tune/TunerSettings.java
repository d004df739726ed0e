package io.synapse.tune;

import io.synapse.run.RunPlan;
import io.synapse.space.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the tuner is to run.
 *
 * @param runId the run's eight hex digits, the beginning of its trials' ids
 * @param seed the run's seed
 * @param plan how many trials, how many at once, and what is optimised
 * @param trialsFolder the folder of the trials' folders; it may not exist yet
 * @param epochs {@code hyperparameter.epochs} of a single training, for its progress
 * @param limits when trials and the run end early
 * @param keepCheckpoints how many of a trial's latest checkpoints are kept
 * @param mostParked how many paused trials may wait in their workers, beside those that run
 */
public record TunerSettings(
    String runId,
    long seed,
    RunPlan plan,
    Path trialsFolder,
    Optional<Long> epochs,
    RunLimits limits,
    int keepCheckpoints,
    int mostParked) {

  /**
   * When trials and the run end early.
   *
   * @param timeBudget after which no trial starts and running ones are stopped
   * @param trialTimeout after which one attempt is stopped and has failed
   * @param stop metric or {@code training_iteration} to the value that ends a trial
   * @param maxFailures retries of one trial; −1 without limit
   * @param failFast whether the first failed trial ends the run
   * @param stopWhenAllFail whether the run ends when its first trials all fail the same way
   */
  public record RunLimits(
      Optional<Duration> timeBudget,
      Optional<Duration> trialTimeout,
      Map<String, Double> stop,
      int maxFailures,
      boolean failFast,
      boolean stopWhenAllFail) {

    /** Nothing ends early: a single training. */
    public static final RunLimits NONE =
        new RunLimits(Optional.empty(), Optional.empty(), Map.of(), 0, false, false);
  }

  Optional<Objective> objective() {
    return plan.objective();
  }
}
