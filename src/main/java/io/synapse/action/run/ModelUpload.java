package io.synapse.action.run;

import io.synapse.problem.OperationFailedException;
import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.run.RunLog;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.store.model.ModelStore;
import io.synapse.store.model.ModelStore.ModelSummary;
import io.synapse.store.model.NewModel;
import io.synapse.store.model.NewModel.FileOwnership;
import io.synapse.store.model.NewModel.ModelName;
import io.synapse.store.model.StoredModel;
import io.synapse.tune.TunerResult;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last phase: every trial's model goes into the store. */
final class ModelUpload {

  private final ModelStore models;
  private final Clock clock;
  private final RunProvenance record;
  private final RunContext context;

  ModelUpload(ModelStore models, Clock clock, RunProvenance record, RunContext context) {
    this.models = models;
    this.clock = clock;
    this.record = record;
    this.context = context;
  }

  /**
   * What became of the models.
   *
   * @param models trial id to its model in the store
   * @param failures trial id to why its model could not be kept
   */
  record SavedModels(Map<String, StoredModel> models, Map<String, String> failures) {}

  /**
   * Saves the models of all trials that ended well, in the order of their numbers. One that cannot
   * be kept leaves the others alone.
   */
  SavedModels save(TunerResult trials) {
    List<Trial> withModel =
        trials.history().trials().stream()
            .filter(trial -> trial.status() == TrialStatus.TERMINATED)
            .filter(trial -> trials.models().containsKey(trial.id()))
            .toList();
    Map<String, StoredModel> kept = kept();
    Map<String, StoredModel> saved = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    RunLog log = context.log();
    for (Trial trial : withModel) {
      try {
        StoredModel model =
            kept.containsKey(trial.id())
                ? kept.get(trial.id())
                : save(trial, trials.models().get(trial.id()));
        saved.put(trial.id(), model);
      } catch (OperationFailedException e) {
        failures.put(trial.id(), e.getMessage());
        log.add(new TrialEvent.MessageLogged(trial.id(), trial.attempt(), e.getMessage()));
      }
      int done = saved.size() + failures.size();
      log.addNow(new RunEvent.PhaseProgressed(Phase.MODEL_UPLOAD, done, withModel.size()));
    }
    return new SavedModels(saved, failures);
  }

  /** What is in the store already; the run has failed, and the other models are not kept. */
  SavedModels withoutSaving(TunerResult trials) {
    Map<String, StoredModel> kept = kept();
    Map<String, String> failures = new LinkedHashMap<>();
    trials.models().keySet().stream()
        .filter(id -> !kept.containsKey(id))
        .forEach(id -> failures.put(id, "the run failed before its model was kept; resume it"));
    return new SavedModels(kept, failures);
  }

  /** The models that an earlier process of this run has kept already. */
  private Map<String, StoredModel> kept() {
    Map<String, StoredModel> kept = new HashMap<>();
    for (ModelSummary summary : models.list(context.run().runId())) {
      models.find(summary.id()).ifPresent(model -> kept.put(summary.trialId(), model));
    }
    return kept;
  }

  private StoredModel save(Trial trial, Path path) {
    StoredModel model = models.save(source(trial, path));
    context.log().add(new RunEvent.ModelSaved(trial.id(), model.id()));
    return model;
  }

  private NewModel source(Trial trial, Path path) {
    Path own = context.run().trialFolder(trial.id()).resolve("checkpoints");
    return new NewModel(
        ModelName.ofTrial(record.jobItself().name(), trial.id()),
        context.run().runId(),
        trial.id(),
        path,
        path.toAbsolutePath().startsWith(own) ? FileOwnership.ENGINE : FileOwnership.PLUGIN,
        trial.config().values(),
        trial.metrics(),
        record.fingerprints(),
        clock.instant());
  }
}
