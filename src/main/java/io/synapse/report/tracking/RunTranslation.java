package io.synapse.report.tracking;

import static io.synapse.files.JsonFields.object;
import static io.synapse.files.JsonFields.text;

import io.synapse.files.JsonFields;
import io.synapse.files.JsonNumbers;
import io.synapse.report.tracking.MlflowRun.MlflowStatus;
import io.synapse.report.tracking.RunUpdate.PendingUpdates;
import io.synapse.report.tracking.TrialTranslation.MetricValues;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.DatasetPrepared;
import io.synapse.run.RunEvent.ModelSaved;
import io.synapse.run.RunEvent.RunFinished;
import io.synapse.run.RunEvent.RunInterrupted;
import io.synapse.run.RunEvent.RunResumed;
import io.synapse.run.RunEvent.RunStarted;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunFolder;
import io.synapse.space.FlatValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Translates the events of a journal into what runs on the server are to hold: one for the job, one
 * below it for each trial of a tuning job. A training job is one run.
 */
final class RunTranslation {

  /** Parts of the job that are tags, other parameters, or those of its trials. */
  private static final Set<String> TOLD_OTHERWISE =
      Set.of("name", "description", "is_tune", "hyperparameter", "hyperparameters");

  private static final Pattern TIME = Pattern.compile("-\\d{8}-\\d{6}(-\\d+)?$");

  private final RunFolder folder;
  private final TrackedFiles files;
  private final Map<String, TrialTranslation> trials = new HashMap<>();
  private final MlflowNames parameterNames = new MlflowNames();
  private String experiment = "synapse";
  private boolean tunes = true;

  RunTranslation(RunFolder folder, TrackedFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /** The job's name; that of its experiment unless another is requested. */
  String experiment() {
    return experiment;
  }

  /** Translates the next event. */
  void apply(RecordedEvent recorded, PendingUpdates updates) {
    if (recorded.event() instanceof RunEvent.OfTrial event) {
      ofTrial(event, recorded.time(), updates);
    } else {
      ofRun(recorded.event(), recorded.time(), updates);
    }
  }

  private void ofTrial(RunEvent.OfTrial event, Instant time, PendingUpdates updates) {
    String id = event.trialId();
    RunUpdate update = updates.of(tunes ? id : PendingUpdates.JOB);
    if (event instanceof ModelSaved saved) {
      model(saved.modelId(), update);
    } else if (!tunes && event instanceof AttemptStarted started) {
      parameters("", started.config().values(), update);
    } else {
      trials
          .computeIfAbsent(id, key -> new TrialTranslation(folder, id))
          .apply(event, time, update);
    }
    if (event instanceof TrialEnded) {
      trials.remove(id);
    }
  }

  private void model(long id, RunUpdate update) {
    update.tag("synapse.model_id", Long.toString(id));
    files.model(id).forEach(update::add);
  }

  private void ofRun(RunEvent event, Instant time, PendingUpdates updates) {
    RunUpdate update = updates.of(PendingUpdates.JOB);
    if (event instanceof RunStarted started) {
      start(started, time, update);
    } else if (event instanceof DatasetPrepared prepared) {
      dataset(prepared.details(), update);
    } else if (event instanceof RunResumed) {
      update.standing(MlflowStatus.RUNNING, Optional.empty());
    } else if (event instanceof RunInterrupted) {
      killUnfinished(time, updates);
    } else if (event instanceof RunFinished finished) {
      killUnfinished(time, updates);
      finish(finished, time, update);
    }
  }

  private void start(RunStarted started, Instant time, RunUpdate update) {
    Map<String, Object> details = started.details();
    Map<String, Object> params = object(object(details, "job"), "params");
    experiment = text(params, "name");
    tunes = Boolean.TRUE.equals(params.get("is_tune"));
    String id = started.runId();
    update.start(new RunUpdate.RunStart(name(id), time, MlflowItem.tag(RunTags.RUN, id)));
    update.tag("synapse.job", experiment);
    update.tag("synapse.version", text(object(details, "versions"), "synapse"));
    update.tag("synapse.plugin", text(object(details, "plugin"), "name"));
    update.tag("synapse.plugin_fingerprint", text(object(details, "plugin"), "fingerprint"));
    update.tag("mlflow.note.content", text(params, "description"));
    update.tag("mlflow.source.name", source(details));
    settings(details, params, update);
  }

  /** The job's plain name with the run's time, which ends its id. */
  private String name(String id) {
    Matcher time = TIME.matcher(id);
    return experiment + (time.find() ? time.group() : "");
  }

  private static String source(Map<String, Object> details) {
    String file = text(object(details, "options"), "file");
    return file.isEmpty() ? "synapse train" : "synapse train -f " + file;
  }

  private void settings(Map<String, Object> details, Map<String, Object> params, RunUpdate update) {
    Map<String, Object> settings = new LinkedHashMap<>(params);
    settings.keySet().removeAll(TOLD_OTHERWISE);
    settings.put("seed", details.get("seed"));
    parameters("job/", settings, update);
    parameters("search_space/", space(params), update);
  }

  private static Map<String, Object> space(Map<String, Object> params) {
    Map<String, Object> space = new LinkedHashMap<>();
    for (Map<String, Object> each : JsonFields.objects(params, "hyperparameters")) {
      Map<String, Object> distribution = new LinkedHashMap<>(each);
      distribution.remove("name");
      space.put(text(each, "name"), MlflowText.json(distribution));
    }
    return space;
  }

  private void parameters(String prefix, Map<String, Object> values, RunUpdate update) {
    FlatValues.of(values)
        .forEach(
            (name, value) ->
                update.add(
                    MlflowItem.parameter(
                        parameterNames.of(prefix + name), MlflowText.parameter(value))));
  }

  private static void dataset(Map<String, Object> details, RunUpdate update) {
    update.tag("synapse.dataset", text(details, "name"));
    update.tag("synapse.dataset_fingerprint", text(details, "fingerprint"));
  }

  private static void finish(RunFinished finished, Instant time, RunUpdate update) {
    update.tag("synapse.message", finished.message());
    update.standing(
        finished.status().equals("completed") ? MlflowStatus.FINISHED : MlflowStatus.FAILED,
        Optional.of(time));
  }

  /**
   * Nothing of the run is running any more: what has no end in the journal, such as a paused trial,
   * has one.
   */
  void killUnfinished(Instant time, PendingUpdates updates) {
    updates.of(PendingUpdates.JOB).standing(MlflowStatus.KILLED, Optional.of(time));
    if (tunes) {
      trials.forEach(
          (id, trial) -> {
            if (trial.hasBegun()) {
              updates.of(id).standing(MlflowStatus.KILLED, Optional.of(time));
            }
          });
    }
  }

  /**
   * What stands beside the journal when a run has ended: files, and in a tuning job what is known
   * of the best trial.
   *
   * @param results the results; empty without any
   */
  void conclude(Map<String, Object> results, Instant time, RunUpdate update) {
    files.ofRun().forEach(update::add);
    Map<String, Object> best = object(results, "best_trial");
    if (!tunes || best.isEmpty()) {
      return;
    }
    update.tag("synapse.best_trial", text(best, "trial_id"));
    update.tag(RunTags.CONFIG, MlflowText.json(object(best, "config")));
    MlflowNames names = new MlflowNames();
    MetricValues.in(JsonNumbers.restored(object(best, "metrics")))
        .forEach(
            (name, value) ->
                update.add(MlflowItem.metric(names.of(name), value, time.toEpochMilli(), 0)));
    if (best.get("model_id") instanceof Number model) {
      model(model.longValue(), update);
    }
  }

  /** Names of tags on the server. */
  static final class RunTags {

    /** Which run of synapse it is; only the run of a whole job has it. */
    static final String RUN = "synapse.run_id";

    /** Which trial it is; only the run of a trial has it. */
    static final String TRIAL = "synapse.trial_id";

    /** The configuration that the trial ended with, where it is not that of its parameters. */
    static final String CONFIG = "synapse.config";

    /** MLflow's own: below which run this one is shown. */
    static final String PARENT = "mlflow.parentRunId";

    private RunTags() {}

    /**
     * The tags that a run is made with.
     *
     * @param identity those by which it is found again
     */
    static List<MlflowItem> ofNew(List<MlflowItem> identity) {
      List<MlflowItem> tags = new ArrayList<>(identity);
      tags.add(MlflowItem.tag("mlflow.user", System.getProperty("user.name", "")));
      tags.add(MlflowItem.tag("mlflow.source.type", "LOCAL"));

      return tags;
    }
  }

  /**
   * The files of a run that the server gets, too.
   *
   * @param folder the run's folder
   * @param models the folder of the store's models
   */
  record TrackedFiles(RunFolder folder, Path models) {

    /** The job, the results and the report, as far as they are there. */
    List<RunUpdate.Artifact> ofRun() {
      return Stream.of(folder.jobFile(), folder.resultsFile(), folder.reportFile())
          .filter(Files::isRegularFile)
          .map(file -> new RunUpdate.Artifact(file.getFileName().toString(), file))
          .toList();
    }

    /** The files of a model in the store, below {@code model}; none when it is gone. */
    List<RunUpdate.Artifact> model(long id) {
      Path model = models.resolve(Long.toString(id));
      if (!Files.isDirectory(model)) {
        return List.of();
      }
      try (Stream<Path> found = Files.walk(model)) {
        return found
            .filter(Files::isRegularFile)
            .sorted()
            .map(file -> new RunUpdate.Artifact("model/" + model.relativize(file), file))
            .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
