package io.synapse.store.raytune;

import io.synapse.files.StorageFailure;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.JournalWriter;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunFolder;
import io.synapse.run.RunPlan;
import io.synapse.run.RunStatus;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore.ImportedRun;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Brings an experiment of Ray Tune into a store as a run, whole or not at all. */
public final class RayImport {

  /** What is copied into a trial's folder beside its model. */
  private static final String KEPT =
      "{params.json,result.json,progress.csv,error.txt,events.out.tfevents.*}";

  private final Store store;
  private final RayExperiment experiment;
  private final String name;
  private final Objective objective;
  private final Consumer<String> warned;

  /**
   * An import that has not begun; one use.
   *
   * @param store takes run and models
   * @param name the run's plain name
   * @param objective what the best trial is chosen by
   * @param warned receives, a sentence each, which checkpoints could not be kept
   */
  public RayImport(
      Store store,
      RayExperiment experiment,
      String name,
      Objective objective,
      Consumer<String> warned) {
    this.store = store;
    this.experiment = experiment;
    this.name = name;
    this.objective = objective;
    this.warned = warned;
  }

  /**
   * Imports it.
   *
   * @return the new run's id
   * @throws OperationFailedException when the disk fails it; then neither run nor models stay
   */
  public String run() {
    Instant started = ImportedJournal.started(experiment);
    NewRun created = new NewRun(name, RunMode.TUNE, Optional.of(objective), started);
    try (ImportedRun run = store.runs().createImported(created)) {
      fill(run.folder(), started);
      return run.folder().runId();
    }
  }

  private void fill(RunFolder run, Instant started) {
    experiment.trials().forEach(trial -> copyFiles(trial, run));
    Instant ended = ImportedJournal.finished(experiment);
    ImportedModels models = models(run, ended);
    run.writeJob(record());
    try (JournalWriter journal = new JournalWriter(run.journalFile())) {
      ReplayedRun replayed = writeJournal(run, models.saved(), journal);
      Optional<Trial> best = replayed.history().best();
      RunStatus status = status(best);
      String message = message(status);
      ImportedResults results =
          new ImportedResults(experiment, run, name, objective, models, best.map(Trial::id));
      run.writeResults(results.document(status, message, started, ended));
      store.runs().finish(run.runId(), status, outcome(best, models.saved()), ended);
    }
  }

  private ImportedModels models(RunFolder run, Instant ended) {
    ImportedModels models =
        ImportedModels.of(
            experiment, new ImportedModels.SourceRun(name, run.runId(), ended), store.models());
    models
        .refused()
        .forEach((trial, why) -> warned.accept("trial " + trial + " has no model: " + why));
    return models;
  }

  private ReplayedRun writeJournal(RunFolder run, Map<String, Long> models, JournalWriter file) {
    RunPlan plan =
        new RunPlan(true, Optional.of(objective), experiment.trials().size(), 1, Optional.empty());
    ImportedJournal journal = new ImportedJournal(experiment, plan);
    ReplayedRun replayed =
        journal.write(new RunEvent.RunStarted(run.runId(), name, plan, record()), file);
    Optional<Trial> best = replayed.history().best();
    RunStatus status = status(best);
    journal.end(models, best.map(Trial::id), replayed, file);
    journal.close(status, message(status), file);
    return replayed;
  }

  /** In the form of every run's {@code job.json}, as far as the folder has it. */
  private Map<String, Object> record() {
    Map<String, Object> goal = new LinkedHashMap<>();
    goal.put("metric", objective.metric());
    goal.put("mode", objective.mode().name().toLowerCase(Locale.ROOT));
    goal.put("num_samples", experiment.trials().size());
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("name", name);
    params.put("is_tune", true);
    params.put("tune_config", goal);
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("action", "train");
    job.put("params", params);
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("job", job);
    record.put("options", Map.of());
    record.put(RunFolder.IMPORTED, Map.of("from", experiment.folder().toString()));
    return record;
  }

  private static void copyFiles(RayTrial trial, RunFolder run) {
    Path target = run.trialFolder(trial.id());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(trial.folder(), KEPT)) {
      Files.createDirectories(target);
      for (Path file : files) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    } catch (IOException e) {
      throw StorageFailure.of("copy a trial's files", target, e);
    }
  }

  private RunStatus status(Optional<Trial> best) {
    if (count(TrialStatus.PENDING) > 0) {
      return RunStatus.INTERRUPTED;
    }
    return best.isPresent() ? RunStatus.COMPLETED : RunStatus.FAILED;
  }

  private String message(RunStatus status) {
    return switch (status) {
      case COMPLETED -> "";
      case FAILED -> "no trial has a usable value of " + objective.metric();
      case INTERRUPTED, RUNNING -> count(TrialStatus.PENDING) + " trials came to no end";
    };
  }

  private RunOutcome outcome(Optional<Trial> best, Map<String, Long> models) {
    Optional<Long> model = best.map(Trial::id).map(models::get);
    Optional<Double> value =
        best.map(trial -> ((Number) trial.metrics().get(objective.metric())).doubleValue());
    return new RunOutcome(
        model.map(OptionalLong::of).orElse(OptionalLong.empty()),
        best.map(Trial::id),
        value.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        experiment.trials().size(),
        count(TrialStatus.TERMINATED),
        count(TrialStatus.ERROR));
  }

  private int count(TrialStatus status) {
    return (int) experiment.trials().stream().filter(trial -> trial.status() == status).count();
  }

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
}
