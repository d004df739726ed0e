package io.synapse.store.model;

import io.synapse.problem.OperationFailedException;
import io.synapse.store.model.StoredModel.ModelFingerprints;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What a new model is made of.
 *
 * @param name the name to keep it under, see {@link ModelName}
 * @param runId the run that made it
 * @param trialId the trial that made it
 * @param path a file or a folder with at least one file
 * @param ownership whose files they are
 * @param config the trial's hyperparameters
 * @param metrics the trial's final metrics
 * @param fingerprints what it was made from
 * @param time when it was made
 */
public record NewModel(
    String name,
    String runId,
    String trialId,
    Path path,
    FileOwnership ownership,
    Map<String, Object> config,
    Map<String, Object> metrics,
    ModelFingerprints fingerprints,
    Instant time) {

  /** Whether files may change after the model was saved. */
  public enum FileOwnership {
    /** The engine's own copies, which nobody writes: the model may share them by hard links. */
    ENGINE,
    /** Anybody's: the model gets copies. */
    PLUGIN
  }

  /** The names under which models are kept: a job's name with its reserved characters encoded. */
  public static final class ModelName {

    private ModelName() {}

    /** A job's name with {@code :} as {@code %3A} and {@code ,} as {@code %2C}. */
    public static String encoded(String jobName) {
      return jobName.replace(":", "%3A").replace(",", "%2C");
    }

    /** The name of one trial's model. */
    public static String ofTrial(String jobName, String trialId) {
      return encoded(jobName) + "_" + trialId;
    }
  }

  /**
   * What was to be kept as a model holds what no model may, or nothing; the disk is not to blame.
   */
  public static final class InvalidModelException extends OperationFailedException {

    private static final long serialVersionUID = 1L;

    InvalidModelException(String message) {
      super(message);
    }
  }
}
