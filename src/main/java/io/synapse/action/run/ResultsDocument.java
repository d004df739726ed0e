package io.synapse.action.run;

import io.synapse.run.RunEventCodec;
import io.synapse.run.RunPlan;
import io.synapse.run.RunStatus;
import io.synapse.run.Trial;
import io.synapse.run.TrialLineage;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.PbtScheduler;
import io.synapse.space.Objective;
import io.synapse.store.model.StoredModel;
import io.synapse.tune.TunerResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The results JSON of a run, in the documented form. */
final class ResultsDocument {

  private static final String NO_MODEL =
      "the plugin named no model that exists: let train return its file or folder, report a checkpoint, or set checkpoint_output";

  private final RunProvenance record;
  private final RunContext context;
  private final TunerResult trials;
  private final ModelUpload.SavedModels saved;
  private final Optional<Trial> best;

  ResultsDocument(
      RunProvenance record,
      RunContext context,
      TunerResult trials,
      ModelUpload.SavedModels saved,
      Optional<Trial> best) {
    this.record = record;
    this.context = context;
    this.trials = trials;
    this.saved = saved;
    this.best = best;
  }

  Map<String, Object> document(RunStatus status, String message, Instant finished) {
    RunPlan plan = record.preparation().plan().run();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model_id", best.map(trial -> modelId(trial)).orElse(null));
    if (plan.tuning()) {
      document.put("best_trial", best.map(this::bestEntry).orElse(null));
      document.put("trial_models", entries(TrialStatus.TERMINATED));
      document.put("failed_trials", failed());
    } else {
      addTraining(document);
    }
    document.put("run_id", context.run().runId());
    document.put("name", record.jobItself().name());
    document.put("status", status.text());
    document.put("message", message);
    document.put("metric", plan.objective().map(Objective::metric).orElse(null));
    document.put("mode", plan.objective().map(ResultsDocument::mode).orElse(null));
    document.put("seed", record.preparation().plan().seed());
    document.put("started", RunEventCodec.time(context.started()));
    document.put("finished", RunEventCodec.time(finished));
    document.put("dataset", record.dataset());
    document.put("plugin", record.plugin());
    return document;
  }

  private void addTraining(Map<String, Object> document) {
    trials.history().trials().stream()
        .findFirst()
        .map(this::entry)
        .ifPresent(
            entry -> {
              entry.remove("model_id");
              document.putAll(entry);
            });
    trials.history().trials().stream()
        .findFirst()
        .filter(trial -> trial.status() == TrialStatus.ERROR)
        .ifPresent(trial -> document.put("error", trial.error()));
  }

  private List<Map<String, Object>> entries(TrialStatus status) {
    return trials.history().trials().stream()
        .filter(trial -> trial.status() == status)
        .map(this::entry)
        .toList();
  }

  private List<Map<String, Object>> failed() {
    return trials.history().trials().stream()
        .filter(trial -> trial.status() == TrialStatus.ERROR)
        .map(this::failure)
        .toList();
  }

  private Map<String, Object> entry(Trial trial) {
    Map<String, Object> entry = place(trial);
    entry.put("model_id", modelId(trial));
    if (modelId(trial) == null && trial.status() == TrialStatus.TERMINATED) {
      entry.put("reason", saved.failures().getOrDefault(trial.id(), NO_MODEL));
    }
    addOutcome(trial, entry);
    return entry;
  }

  private Map<String, Object> bestEntry(Trial trial) {
    Map<String, Object> entry = entry(trial);
    boolean changesConfigs =
        record
            .jobItself()
            .tuning()
            .filter(tuning -> tuning.config().scheduler().name().equals(PbtScheduler.NAME))
            .isPresent();
    if (changesConfigs) {
      entry.put(
          "schedule",
          TrialLineage.of(trial, trials.history()).stream().map(ResultsDocument::stage).toList());
    }
    return entry;
  }

  private static Map<String, Object> stage(TrialLineage.Stage stage) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("from_iteration", stage.fromIteration());
    entry.put("trial_id", stage.trialId());
    entry.put("config", stage.config().values());
    return entry;
  }

  private Map<String, Object> failure(Trial trial) {
    Map<String, Object> entry = place(trial);
    addOutcome(trial, entry);
    entry.put("error", trial.error());
    entry.put("attempts", trial.attempt());
    return entry;
  }

  private static void addOutcome(Trial trial, Map<String, Object> entry) {
    entry.put("config", trial.config().values());
    entry.put("metrics", trial.metrics());
    if (!trial.stopReason().isEmpty()) {
      entry.put("stop_reason", trial.stopReason());
    }
    if (!trial.notes().isEmpty()) {
      entry.put("notes", trial.notes());
    }
  }

  private Map<String, Object> place(Trial trial) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("trial_id", trial.id());
    entry.put("trial_logdir", context.run().trialFolder(trial.id()).toString());
    return entry;
  }

  private Long modelId(Trial trial) {
    StoredModel model = saved.models().get(trial.id());
    return model == null ? null : model.id();
  }

  private static String mode(Objective objective) {
    return objective.mode().name().toLowerCase(Locale.ROOT);
  }
}
