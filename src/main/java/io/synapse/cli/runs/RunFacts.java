package io.synapse.cli.runs;

import io.synapse.problem.OperationFailedException;
import io.synapse.report.tracking.RunSender.TrackedRun;
import io.synapse.report.tracking.TrackingFailure;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.space.Objective;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.StoredRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import io.synapse.terminal.ValueText;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run as the registry and its folder describe it.
 *
 * @param run its row
 * @param status where it really stands
 * @param folder where its files are
 */
public record RunFacts(StoredRun run, RunStatus status, RunFolder folder) {

  /** What is shown where there is no value. */
  public static final String NOTHING = "-";

  /** The names in {@link #toJson}, in their order. */
  static final List<String> FIELDS =
      List.of(
          "run_id",
          "name",
          "is_tune",
          "status",
          "metric",
          "mode",
          "trials",
          "terminated",
          "failed",
          "best_trial",
          "best_value",
          "model_id",
          "started",
          "finished",
          "duration_s",
          "path");

  static RunFacts of(StoredRun run, RunStore runs) {
    return new RunFacts(run, runs.statusOf(run), runs.folder(run));
  }

  /** How long it took, or takes already; unknown for one whose process died. */
  Optional<Duration> duration() {
    return run.finished()
        .or(() -> status == RunStatus.RUNNING ? Optional.of(Instant.now()) : Optional.empty())
        .map(end -> Duration.between(run.started(), end));
  }

  /** The results, once it has ended; while it is running, those of an earlier end do not count. */
  Optional<Map<String, Object>> results() {
    boolean there = status != RunStatus.RUNNING && Files.exists(folder.resultsFile());
    return there ? Optional.of(folder.results()) : Optional.empty();
  }

  /** The job with its options, unless the run ended before it was written. */
  Optional<Map<String, Object>> job() {
    return Files.exists(folder.jobFile()) ? Optional.of(folder.job()) : Optional.empty();
  }

  /** Where an imported run comes from; empty for one that was run here. */
  Optional<String> importedFrom() {
    try {
      return job()
          .map(record -> record.get(RunFolder.IMPORTED))
          .filter(Map.class::isInstance)
          .map(imported -> String.valueOf(((Map<?, ?>) imported).get("from")));
    } catch (OperationFailedException e) {
      // A damaged job costs a run that is shown this line, nothing else.
      return Optional.empty();
    }
  }

  /** Where the run is shown on a tracking server, or the server alone while it is not there yet. */
  Optional<String> trackedAt() {
    try {
      return TrackedRun.of(folder)
          .map(tracked -> tracked.page().orElse(tracked.server() + " (nothing is there yet)"));
    } catch (TrackingFailure e) {
      // A damaged record costs a run that is shown this line, nothing else.
      return Optional.empty();
    }
  }

  boolean isTune() {
    return run.mode() == RunMode.TUNE;
  }

  /** How its trials ended: {@code 18 ok, 2 failed}. */
  String trials() {
    RunOutcome outcome = run.outcome();
    int others = outcome.trials() - outcome.terminated() - outcome.failed();
    String text =
        Stream.of(
                counted(outcome.terminated(), "ok"),
                counted(outcome.failed(), "failed"),
                counted(others, "unfinished"))
            .filter(count -> !count.isEmpty())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? NOTHING : text;
  }

  private static String counted(int count, String what) {
    return count == 0 ? "" : count + " " + what;
  }

  /** The best value of the optimised metric, and the metric. */
  String best() {
    OptionalDouble value = run.outcome().bestValue();
    if (value.isEmpty()) {
      return NOTHING;
    }
    String metric = run.objective().map(Objective::metric).orElse("");
    return (ValueText.metric(value.getAsDouble()) + " " + metric).strip();
  }

  String durationText() {
    return duration().map(ValueText::duration).orElse(NOTHING);
  }

  /** The names are those of the results. */
  Map<String, Object> toJson() {
    RunOutcome outcome = run.outcome();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", run.id());
    fields.put("name", run.jobName());
    fields.put("is_tune", isTune());
    fields.put("status", status.text());
    fields.put("metric", run.objective().map(Objective::metric).orElse(null));
    fields.put("mode", run.objective().map(RunFacts::mode).orElse(null));
    fields.put("trials", outcome.trials());
    fields.put("terminated", outcome.terminated());
    fields.put("failed", outcome.failed());
    fields.put("best_trial", outcome.bestTrial().orElse(null));
    fields.put("best_value", outcome.bestValue().stream().boxed().findFirst().orElse(null));
    fields.put("model_id", outcome.modelId().stream().boxed().findFirst().orElse(null));
    fields.put("started", RunEventCodec.time(run.started()));
    fields.put("finished", run.finished().map(RunEventCodec::time).orElse(null));
    fields.put("duration_s", duration().map(time -> time.toMillis() / 1000.0).orElse(null));
    fields.put("path", folder.path().toString());
    return fields;
  }

  private static String mode(Objective objective) {
    return objective.mode().name().toLowerCase(Locale.ROOT);
  }
}
