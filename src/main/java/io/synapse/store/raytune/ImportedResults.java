package io.synapse.store.raytune;

import io.synapse.run.RunEventCodec;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The results JSON of an imported run, with the names of every other run's.
 *
 * @param models the trials' models
 * @param best id of the best trial
 */
record ImportedResults(
    RayExperiment experiment,
    RunFolder run,
    String name,
    Objective objective,
    ImportedModels models,
    Optional<String> best) {

  Map<String, Object> document(RunStatus status, String message, Instant started, Instant ended) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model_id", best.map(models.saved()::get).orElse(null));
    document.put("best_trial", best.map(this::bestEntry).orElse(null));
    document.put("trial_models", entries(TrialStatus.TERMINATED));
    document.put("failed_trials", entries(TrialStatus.ERROR));
    document.put("run_id", run.runId());
    document.put("name", name);
    document.put("status", status.text());
    document.put("message", message);
    document.put("metric", objective.metric());
    document.put("mode", objective.mode().name().toLowerCase(Locale.ROOT));
    document.put("seed", null);
    document.put("started", RunEventCodec.time(started));
    document.put("finished", RunEventCodec.time(ended));
    document.put("dataset", null);
    document.put("plugin", null);
    document.put("imported_from", experiment.folder().toString());
    return document;
  }

  private Map<String, Object> bestEntry(String id) {
    return experiment.trials().stream()
        .filter(trial -> trial.id().equals(id))
        .map(this::entry)
        .findFirst()
        .orElseThrow();
  }

  private List<Map<String, Object>> entries(TrialStatus status) {
    return experiment.trials().stream()
        .filter(trial -> trial.status() == status)
        .map(this::entry)
        .toList();
  }

  private Map<String, Object> entry(RayTrial trial) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("trial_id", trial.id());
    entry.put("trial_logdir", run.trialFolder(trial.id()).toString());
    if (trial.status() == TrialStatus.TERMINATED) {
      entry.put("model_id", models.saved().get(trial.id()));
      if (!models.saved().containsKey(trial.id())) {
        entry.put("reason", models.reason(trial.id()));
      }
    }
    entry.put("config", trial.config());
    entry.put("metrics", trial.metrics());
    if (trial.status() == TrialStatus.ERROR) {
      entry.put("error", trial.error());
      entry.put("attempts", 1);
    }
    return entry;
  }
}
