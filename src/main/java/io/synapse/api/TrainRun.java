package io.synapse.api;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a plugin tells the engine while it trains. Safe to call from any thread of the plugin.
 *
 * <p>After the trial was asked to stop, every call throws {@link TrialStoppedException}.
 */
public interface TrainRun {

  /**
   * Logs one value of a metric.
   *
   * @param category groups metrics, such as {@code training}
   * @param key the metric's name
   * @param value the value; NaN and infinities are kept as they are
   * @param extra further values of the same moment, such as {@code epoch}; in train mode {@code
   *     epoch} moves the progress bar. May be empty.
   * @throws IllegalArgumentException when category or key is blank
   */
  void logMetric(String category, String key, double value, Map<String, ?> extra);

  /**
   * Logs one value of a metric, with the further values as alternating names and values: {@code
   * logMetric("training", "loss", 0.5, "epoch", 3)}.
   *
   * @param category groups metrics
   * @param key the metric's name
   * @param value the value
   * @param extra name, value, name, value …
   * @throws IllegalArgumentException when a name has no value or is not a text
   */
  default void logMetric(String category, String key, double value, Object... extra) {
    logMetric(category, key, value, NameValuePairs.toMap(extra));
  }

  /**
   * Logs a picture.
   *
   * @param category groups pictures, such as {@code predictions}
   * @param group the second level, such as {@code train}
   * @param index the position in the group, such as the epoch
   * @param image a {@link Path} to a file, the bytes of one, or a {@link
   *     java.awt.image.BufferedImage} (stored as PNG); it is copied before the call returns
   * @param meta what is known of it; may be empty
   * @throws IllegalArgumentException for any other kind of image
   */
  void logVisualization(
      String category, String group, int index, Object image, Map<String, ?> meta);

  /**
   * Logs a table of trials of the plugin's own.
   *
   * @param table the table
   */
  void logTrials(TrialsTable table);

  /**
   * Logs a table of trials that is built already.
   *
   * @param data the payload, with {@code trials} and perhaps {@code base}, {@code hyperparameters},
   *     {@code metrics} and {@code best_trial}
   * @throws IllegalArgumentException when {@code trials} is missing
   */
  void logTrials(Map<String, ?> data);

  /**
   * Logs a line for people.
   *
   * @param text the line
   */
  void logMessage(String text);

  /**
   * Moves the progress bar of the training.
   *
   * @param current how much is done, from 0 to {@code total}
   * @param total how much there is to do, above 0
   */
  default void setProgress(long current, long total) {
    setProgress(current, total, "train");
  }

  /**
   * Moves a progress bar.
   *
   * @param current how much is done, from 0 to {@code total}
   * @param total how much there is to do, above 0
   * @param category which bar; {@code train} is that of the training
   * @throws IllegalArgumentException when the numbers are out of range
   */
  void setProgress(long current, long total, String category);

  /**
   * Reports the metrics of one iteration, without a checkpoint.
   *
   * @param metrics names and values; a numeric value may be compared and shown
   * @throws TrialStoppedException when this report decides that the trial ends
   */
  default void report(Map<String, ?> metrics) {
    report(metrics, null);
  }

  /**
   * Reports the metrics of one iteration. The engine counts the calls as {@code
   * training_iteration}, decides about the trial, and returns when it may go on.
   *
   * @param metrics names and values
   * @param checkpoint the state to keep, or null; copied before the call returns
   * @throws TrialStoppedException when this report decides that the trial ends
   * @throws java.io.UncheckedIOException when the checkpoint cannot be copied
   */
  void report(Map<String, ?> metrics, Checkpoint checkpoint);

  /**
   * Says where the model is or will be.
   *
   * @param path a file or folder; a relative path is resolved in {@link #workDir()}
   */
  void checkpointOutput(Path path);

  /**
   * Where the model is, as set before.
   *
   * @return the path, or null when it was never set
   */
  Path checkpointOutput();

  /**
   * Whether this is a trial of a tuning job.
   *
   * @return true in tune mode
   */
  boolean isTune();

  /**
   * The trial's id.
   *
   * @return the id; a single training has one too
   */
  String trialId();

  /**
   * A writable folder of this trial's own, kept over its attempts.
   *
   * @return an absolute path to a folder that exists
   */
  Path workDir();

  /**
   * A seed of this trial's own, the same whenever the run is repeated with the same seed.
   *
   * @return the seed
   */
  long seed();
}
