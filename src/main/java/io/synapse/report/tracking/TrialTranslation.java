package io.synapse.report.tracking;

import io.synapse.report.tracking.MlflowRun.MlflowStatus;
import io.synapse.report.tracking.RunTranslation.RunTags;
import io.synapse.run.LoggedSeries;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunEvent.AttemptEnded;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.TrialCreated;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialReported;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunFolder;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent.MetricLogged;
import io.synapse.run.TrialEvent.VisualizationLogged;
import io.synapse.run.TrialStatus;
import io.synapse.space.FlatValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Translates the events of one trial into what its run on the server is to hold. */
final class TrialTranslation {

  private static final String CONFIG = "config/";

  private final RunFolder folder;
  private final String id;
  private final MlflowNames metricNames = new MlflowNames();
  private final MlflowNames parameterNames = new MlflowNames();
  private final Map<String, Long> logged = new HashMap<>();
  private Optional<TrialCreated> created = Optional.empty();
  private Map<String, Object> config = Map.of();
  private Map<String, Double> reported = Map.of();
  private long iteration;
  private boolean begun;

  TrialTranslation(RunFolder folder, String id) {
    this.folder = folder;
    this.id = id;
  }

  /** Translates the next event of this trial; a tracking server has no place for some. */
  void apply(RunEvent.OfTrial event, Instant time, RunUpdate update) {
    if (event instanceof TrialCreated first) {
      created = Optional.of(first);
    } else if (event instanceof AttemptStarted started) {
      attempt(started, time, update);
    } else if (event instanceof TrialReported report) {
      report(report, time, update);
    } else if (event instanceof MetricLogged metric) {
      log(metric, time, update);
    } else if (event instanceof VisualizationLogged picture) {
      addFile(folder.located(picture.file()), update);
    } else if (event instanceof AttemptEnded ended) {
      endAttempt(ended, time, update);
    } else if (event instanceof TrialEnded ended) {
      end(ended, time, update);
    }
  }

  /** Whether it has a run on the server. */
  boolean hasBegun() {
    return begun;
  }

  private void attempt(AttemptStarted started, Instant time, RunUpdate update) {
    Map<String, Object> next = FlatValues.of(started.config().values());
    iteration = started.checkpoint().map(SavedCheckpoint::trainingIteration).orElse(0L);
    if (!begun) {
      begun = true;
      begin(time, next, update);
    } else {
      update.standing(MlflowStatus.RUNNING, Optional.empty());
      change(next, time, update);
    }
    config = next;
  }

  private void begin(Instant time, Map<String, Object> first, RunUpdate update) {
    update.start(new RunUpdate.RunStart(id, time, MlflowItem.tag(RunTags.TRIAL, id)));
    created.ifPresent(
        suggested -> {
          update.tag("synapse.trial_number", Integer.toString(suggested.number()));
          update.tag("synapse.origin", RunEventCodec.name(suggested.origin()));
        });
    first.forEach(
        (name, value) ->
            update.add(MlflowItem.parameter(parameterNames.of(name), MlflowText.parameter(value))));
  }

  /** Parameters cannot change in MLflow, so those of a later attempt are metrics. */
  private void change(Map<String, Object> next, Instant time, RunUpdate update) {
    if (next.equals(config)) {
      return;
    }
    update.tag(RunTags.CONFIG, MlflowText.json(next));
    next.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            add(CONFIG + name, number.doubleValue(), time, iteration, update);
          }
        });
  }

  private void report(TrialReported report, Instant time, RunUpdate update) {
    iteration = report.trainingIteration();
    reported = MetricValues.in(report.metrics());
    reported.forEach((name, value) -> add(name, value, time, iteration, update));
  }

  private void add(String name, double value, Instant time, long step, RunUpdate update) {
    update.add(MlflowItem.metric(metricNames.of(name), value, time.toEpochMilli(), step));
  }

  private void log(MetricLogged metric, Instant time, RunUpdate update) {
    String name = metric.category() + "/" + metric.key();
    long place = logged.merge(name, 1L, Long::sum);
    Object step = metric.extra().get(LoggedSeries.stepName(metric.extra()));
    add(name, metric.value(), time, step instanceof Number n ? n.longValue() : place, update);
  }

  private void addFile(Path file, RunUpdate update) {
    Path trial = folder.trialFolder(id);
    if (Files.isRegularFile(file)) {
      Path name = file.startsWith(trial) ? trial.relativize(file) : file.getFileName();
      update.add(new RunUpdate.Artifact(name.toString(), file));
    }
  }

  private static void endAttempt(AttemptEnded ended, Instant time, RunUpdate update) {
    if (ended.why() == AttemptEndCause.INTERRUPTED) {
      update.standing(MlflowStatus.KILLED, Optional.of(time));
    }
  }

  private void end(TrialEnded ended, Instant time, RunUpdate update) {
    MetricValues.in(ended.metrics())
        .forEach(
            (name, value) -> {
              if (!value.equals(reported.get(name))) {
                add(name, value, time, iteration, update);
              }
            });
    boolean failed = ended.status() == TrialStatus.ERROR;
    update.tag("synapse.reason", ended.reason());
    update.tag("synapse.error", ended.error());
    if (failed) {
      addFile(folder.trialErrorFile(id), update);
    }
    update.standing(failed ? MlflowStatus.FAILED : MlflowStatus.FINISHED, Optional.of(time));
  }

  /** Which metrics can be a curve. */
  static final class MetricValues {

    /** It is the step of the others. */
    private static final String STEP = "training_iteration";

    private MetricValues() {}

    /** The numbers, NaN and infinities too, by their path. */
    static Map<String, Double> in(Map<String, Object> metrics) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      FlatValues.of(metrics)
          .forEach(
              (name, value) -> {
                if (value instanceof Number number && !name.equals(STEP)) {
                  numbers.put(name, number.doubleValue());
                }
              });
      return numbers;
    }
  }
}
