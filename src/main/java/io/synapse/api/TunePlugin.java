package io.synapse.api;

/**
 * Runs one trial of a tuning job. Optional: a plugin without it is tuned through {@link
 * TrainPlugin#train}. Instances and threads are as described there.
 */
public interface TunePlugin {

  /**
   * Runs one trial.
   *
   * @param hyperparameter this trial's configuration
   * @param run takes reports, metrics, progress and checkpoints; {@link TrainRun#isTune()} is true
   * @param dataset the prepared data set
   * @param checkpoint what to start from, a private copy; null to start from nothing
   * @return metrics: a {@link java.util.Map} is merged over the last report, a {@link Number}
   *     becomes the optimised metric, null adds nothing, and anything else becomes {@code result}
   *     with its text
   * @throws Exception any failure; it ends this trial with its message
   */
  Object tune(Hyperparameters hyperparameter, TrainRun run, Dataset dataset, Checkpoint checkpoint)
      throws Exception;
}
