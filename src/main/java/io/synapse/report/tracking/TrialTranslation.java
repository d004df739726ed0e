package io.synapse.report.tracking;

import static io.synapse.files.JsonFields.number;
import static io.synapse.files.JsonFields.object;
import static io.synapse.files.JsonFields.text;
import static io.synapse.files.JsonFields.time;

import io.synapse.files.JsonFields;
import io.synapse.report.tracking.MlflowRun.MlflowStatus;
import io.synapse.report.tracking.RunTranslation.RunTags;
import io.synapse.run.FlatValues;
import io.synapse.run.LoggedSeries.StepNames;
import io.synapse.run.MovedFiles;
import io.synapse.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Translates what the journal tells of one trial into what its run on the server is to hold. */
final class TrialTranslation {

  private static final String CONFIG = "config/";

  private final RunFolder folder;
  private final String id;
  private final MlflowNames metricNames = new MlflowNames();
  private final MlflowNames parameterNames = new MlflowNames();
  private final Map<String, Long> logged = new HashMap<>();
  private Map<String, Object> created = Map.of();
  private Map<String, Object> config = Map.of();
  private Map<String, Double> reported = Map.of();
  private long iteration;
  private boolean begun;

  TrialTranslation(RunFolder folder, String id) {
    this.folder = folder;
    this.id = id;
  }

  /** Translates the next line about this trial. */
  void apply(String event, Map<String, Object> line, RunUpdate update) {
    switch (event) {
      case "trial" -> created = line;
      case "attempt" -> attempt(line, update);
      case "report" -> report(line, update);
      case "metric" -> log(line, update);
      case "visualization" -> picture(line, update);
      case "attempt_end" -> endAttempt(line, update);
      case "end" -> end(line, update);
      default -> {
        // Nothing that a tracking server has a place for.
      }
    }
  }

  /** Whether it has a run on the server. */
  boolean hasBegun() {
    return begun;
  }

  private void attempt(Map<String, Object> line, RunUpdate update) {
    Map<String, Object> next = FlatValues.of(object(line, "config"));
    iteration = number(line, "training_iteration");
    if (!begun) {
      begun = true;
      begin(time(line), next, update);
    } else {
      update.standing(MlflowStatus.RUNNING, Optional.empty());
      change(next, line, update);
    }
    config = next;
  }

  private void begin(Instant time, Map<String, Object> first, RunUpdate update) {
    update.start(new RunUpdate.Start(id, time, LoggedItem.tag(RunTags.TRIAL, id)));
    update.tag("synapse.trial_number", text(created, "number"));
    update.tag("synapse.origin", text(created, "origin"));
    first.forEach(
        (name, value) ->
            update.add(LoggedItem.parameter(parameterNames.of(name), MlflowText.parameter(value))));
  }

  /** Parameters cannot change in MLflow, so what a trial goes on with later are metrics. */
  private void change(Map<String, Object> next, Map<String, Object> line, RunUpdate update) {
    if (next.equals(config)) {
      return;
    }
    update.tag(RunTags.CONFIG, MlflowText.json(next));
    next.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            add(CONFIG + name, number.doubleValue(), line, iteration, update);
          }
        });
  }

  private void report(Map<String, Object> line, RunUpdate update) {
    iteration = number(line, "training_iteration");
    reported = MetricValues.in(line);
    reported.forEach((name, value) -> add(name, value, line, iteration, update));
  }

  private void add(
      String name, double value, Map<String, Object> line, long step, RunUpdate update) {
    update.add(LoggedItem.metric(metricNames.of(name), value, time(line).toEpochMilli(), step));
  }

  private void log(Map<String, Object> line, RunUpdate update) {
    if (JsonFields.finiteOrNot(line.get("value")) instanceof Number value) {
      String name = text(line, "category") + "/" + text(line, "key");
      long place = logged.merge(name, 1L, Long::sum);
      Map<String, Object> extra = object(line, "metrics");
      boolean told = extra.get(StepNames.in(extra)) instanceof Number;
      long step = told ? number(extra, StepNames.in(extra)) : place;
      add(name, value.doubleValue(), line, step, update);
    }
  }

  private void picture(Map<String, Object> line, RunUpdate update) {
    addFile(new MovedFiles(folder).now(text(line, "file")), update);
  }

  private void addFile(Path file, RunUpdate update) {
    Path trial = folder.trialFolder(id);
    if (Files.isRegularFile(file)) {
      Path name = file.startsWith(trial) ? trial.relativize(file) : file.getFileName();
      update.add(new RunUpdate.Artifact(name.toString(), file));
    }
  }

  private static void endAttempt(Map<String, Object> line, RunUpdate update) {
    if (text(line, "why").equals("interrupted")) {
      update.standing(MlflowStatus.KILLED, Optional.of(time(line)));
    }
  }

  private void end(Map<String, Object> line, RunUpdate update) {
    MetricValues.in(line)
        .forEach(
            (name, value) -> {
              if (!value.equals(reported.get(name))) {
                add(name, value, line, iteration, update);
              }
            });
    boolean failed = text(line, "status").equals("ERROR");
    update.tag("synapse.reason", text(line, "reason"));
    update.tag("synapse.error", text(line, "error"));
    if (failed) {
      addFile(folder.trialErrorFile(id), update);
    }
    update.standing(failed ? MlflowStatus.FAILED : MlflowStatus.FINISHED, Optional.of(time(line)));
  }

  /** What of an object's {@code metrics} can be a curve. */
  static final class MetricValues {

    /** It is the step of the others. */
    private static final String STEP = "training_iteration";

    private MetricValues() {}

    /** The numbers, NaN and infinities too, by their path. */
    static Map<String, Double> in(Map<String, Object> holder) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      FlatValues.of(JsonFields.object(holder, "metrics"))
          .forEach(
              (name, value) -> {
                if (JsonFields.finiteOrNot(value) instanceof Number number && !name.equals(STEP)) {
                  numbers.put(name, number.doubleValue());
                }
              });
      return numbers;
    }
  }
}
