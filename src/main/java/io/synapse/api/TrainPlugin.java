package io.synapse.api;

/**
 * Trains one model. Its simple class name is the plugin's name.
 *
 * <p>A new instance is made for every attempt with the public constructor without arguments, so
 * instance fields start fresh; static fields live as long as the worker. Several instances may run
 * at the same time on different threads of one worker.
 */
public interface TrainPlugin {

  /**
   * Trains a model with fixed hyperparameters.
   *
   * @param run takes metrics, progress and checkpoints
   * @param dataset the prepared data set
   * @param hyperparameter the values of this training, of the plugin's own structure
   * @param checkpoint what to start from, a private copy; null to start from nothing
   * @return the model: a {@link java.nio.file.Path}, {@link java.io.File} or text that names a file
   *     or folder. Null means {@link TrainRun#checkpointOutput()}. In a tuning trial a map or a
   *     number counts as with {@link TunePlugin#tune}.
   * @throws Exception any failure; it ends this training, or this trial, with its message
   */
  Object train(TrainRun run, Dataset dataset, Hyperparameters hyperparameter, Checkpoint checkpoint)
      throws Exception;
}
