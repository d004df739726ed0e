package io.synapse.protocol;

import java.util.List;
import java.util.Map;

/** What the driver says. */
public sealed interface DriverMessage extends Message {

  /**
   * The answer to {@code hello}: what all trials of the worker share.
   *
   * @param plugin its code
   * @param dataset the prepared data set
   * @param startModel a folder or file that every trial starts from, or null
   * @param tuning whether the trials are those of a tuning job
   */
  record Setup(PluginPlace plugin, DatasetPlace dataset, String startModel, boolean tuning)
      implements DriverMessage {
    @Override
    public String type() {
      return "setup";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of(
          "plugin",
          MessageFields.of("class_path", plugin.classPath(), "name", plugin.name()),
          "dataset",
          MessageFields.of(
              "id", dataset.id(),
              "name", dataset.name(),
              "path", dataset.path(),
              "fingerprint", dataset.fingerprint()),
          "start_model",
          startModel,
          "tuning",
          tuning);
    }

    static Setup read(MessageFields fields) {
      MessageFields plugin = fields.inner("plugin");
      MessageFields dataset = fields.inner("dataset");
      return new Setup(
          new PluginPlace(plugin.texts("class_path"), plugin.text("name")),
          new DatasetPlace(
              dataset.integer("id"),
              dataset.text("name"),
              dataset.text("path"),
              dataset.text("fingerprint")),
          fields.optionalText("start_model"),
          fields.flag("tuning"));
    }
  }

  /**
   * Where a plugin is.
   *
   * @param classPath its jar, folder or file, then what it needs beside
   * @param name which of the plugins in it
   */
  record PluginPlace(List<String> classPath, String name) {}

  /** Where a data set is, and what is known of it. */
  record DatasetPlace(int id, String name, String path, String fingerprint) {}

  /**
   * Run one attempt of a trial.
   *
   * @param config the hyperparameters
   * @param checkpoint where to continue from, or null
   * @param trialFolder the trial's folder; it may not exist yet
   */
  record Run(
      String trialId,
      int attempt,
      Map<String, Object> config,
      StartCheckpoint checkpoint,
      String trialFolder,
      long seed)
      implements DriverMessage {
    @Override
    public String type() {
      return "run";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of(
          "trial_id",
          trialId,
          "attempt",
          attempt,
          "config",
          config,
          "checkpoint",
          checkpoint == null ? null : checkpoint.fields(),
          "trial_folder",
          trialFolder,
          "seed",
          seed);
    }

    static Run read(MessageFields fields) {
      return new Run(
          fields.trialId(),
          fields.attempt(),
          fields.object("config"),
          fields.has("checkpoint") ? StartCheckpoint.read(fields.inner("checkpoint")) : null,
          fields.text("trial_folder"),
          fields.number("seed"));
    }
  }

  /**
   * A saved state of a trial.
   *
   * @param path its folder or file
   * @param trainingIteration how many reports there were when it was saved
   * @param metrics what was reported with it
   */
  record StartCheckpoint(String path, long trainingIteration, Map<String, Object> metrics) {
    Map<String, Object> fields() {
      return MessageFields.of(
          "path", path, "training_iteration", trainingIteration, "metrics", metrics);
    }

    static StartCheckpoint read(MessageFields fields) {
      return new StartCheckpoint(
          fields.text("path"), fields.number("training_iteration"), fields.measured("metrics"));
    }
  }

  /**
   * The answer to the oldest report without one.
   *
   * @param action {@code continue}, {@code pause}, {@code stop} or {@code exploit}; on all but the
   *     first the attempt is to end
   * @param reason for a person
   */
  record DecisionMessage(String trialId, int attempt, String action, String reason)
      implements DriverMessage {
    @Override
    public String type() {
      return "decision";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of(
          "trial_id", trialId, "attempt", attempt, "action", action, "reason", reason);
    }

    static DecisionMessage read(MessageFields fields) {
      return new DecisionMessage(
          fields.trialId(), fields.attempt(), fields.text("action"), fields.text("reason"));
    }
  }

  /** The attempt is to end at the plugin's next call. */
  record Stop(String trialId, int attempt, String reason) implements DriverMessage {
    @Override
    public String type() {
      return "stop";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of("trial_id", trialId, "attempt", attempt, "reason", reason);
    }

    static Stop read(MessageFields fields) {
      return new Stop(fields.trialId(), fields.attempt(), fields.text("reason"));
    }
  }

  /** The worker is not needed any more and ends in good order. */
  record Exit() implements DriverMessage {
    @Override
    public String type() {
      return "exit";
    }

    @Override
    public Map<String, Object> fields() {
      return Map.of();
    }
  }
}
