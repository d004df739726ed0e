package io.synapse.store.raytune;

import io.synapse.files.FileTree;
import io.synapse.files.StorageFailure;
import io.synapse.run.TrialStatus;
import io.synapse.store.model.ModelStore;
import io.synapse.store.model.NewModel;
import io.synapse.store.model.NewModel.FileOwnership;
import io.synapse.store.model.NewModel.InvalidModelException;
import io.synapse.store.model.NewModel.ModelName;
import io.synapse.store.model.StoredModel.ModelFingerprints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last checkpoints of an experiment's trials, as models.
 *
 * @param saved trial id to its model
 * @param refused trial id to why it has none, though it left a checkpoint
 */
record ImportedModels(Map<String, Long> saved, Map<String, String> refused) {

  private static final ModelFingerprints UNKNOWN = new ModelFingerprints("", "");
  private static final String NO_CHECKPOINT = "the trial left no checkpoint";

  /**
   * What the models are made from.
   *
   * @param job the run's plain name
   * @param runId the run's id
   * @param time when they were made
   */
  record SourceRun(String job, String runId, Instant time) {}

  /** Saves those of the trials that ended well. */
  static ImportedModels of(RayExperiment experiment, SourceRun maker, ModelStore store) {
    ImportedModels models = new ImportedModels(new LinkedHashMap<>(), new LinkedHashMap<>());
    experiment.trials().stream()
        .filter(trial -> trial.status() == TrialStatus.TERMINATED)
        .forEach(trial -> models.save(trial, maker, store));
    return models;
  }

  /** Why a trial that ended well has no model. */
  String reason(String trial) {
    return refused.getOrDefault(trial, NO_CHECKPOINT);
  }

  private void save(RayTrial trial, SourceRun maker, ModelStore store) {
    if (trial.checkpoint().isEmpty()) {
      return;
    }
    Path checkpoint = trial.checkpoint().get();
    try {
      if (leadsOut(checkpoint)) {
        refused.put(trial.id(), checkpoint + " is a link that leads out of the folder");
      } else if (!FileTree.isEmpty(checkpoint)) {
        saved.put(trial.id(), store.save(source(trial, checkpoint, maker)).id());
      }
    } catch (InvalidModelException e) {
      refused.put(trial.id(), e.getMessage());
    } catch (IOException e) {
      throw StorageFailure.of("read a checkpoint", checkpoint, e);
    }
  }

  /** Such a link means files that are not the experiment's, whatever they are. */
  private static boolean leadsOut(Path checkpoint) throws IOException {
    Path trial = checkpoint.getParent();
    Path meant = checkpoint.toRealPath();
    return !meant.startsWith(trial.toRealPath())
        && !meant.startsWith(trial.getParent().toRealPath());
  }

  private static NewModel source(RayTrial trial, Path checkpoint, SourceRun maker) {
    return new NewModel(
        ModelName.ofTrial(maker.job(), trial.id()),
        maker.runId(),
        trial.id(),
        checkpoint,
        FileOwnership.PLUGIN,
        trial.config(),
        trial.metrics(),
        UNKNOWN,
        maker.time());
  }
}
