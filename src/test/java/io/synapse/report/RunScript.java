package io.synapse.report;

import io.synapse.files.ProcessIdentity;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunFolder;
import io.synapse.run.RunRecord;
import io.synapse.run.RunStatus;
import io.synapse.space.Objective;
import io.synapse.store.run.StoredRun;
import io.synapse.store.run.StoredRun.RecordedRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A run's folder with a journal that a test dictates; a second passes from line to line. */
public final class RunScript {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final RunFolder folder;
  private final StringBuilder journal = new StringBuilder();
  private String name = "a run";
  private Optional<Objective> objective = Optional.of(new Objective("score", Objective.Mode.MAX));
  private RunStatus status = RunStatus.COMPLETED;
  private long sequence;

  public RunScript(Path store) {
    this(store, "a-run");
  }

  public RunScript(Path store, String runId) {
    this.folder = new RunFolder(runId, "0badcafe", store.resolve("runs").resolve(runId));
  }

  public RunFolder folder() {
    return folder;
  }

  public String id(int number) {
    return folder.trialId(number);
  }

  public RunScript named(String jobName) {
    name = jobName;
    return this;
  }

  public RunScript with(RunStatus newStatus) {
    status = newStatus;
    return this;
  }

  public RunScript minimising(String metric) {
    objective = Optional.of(new Objective(metric, Objective.Mode.MIN));
    return this;
  }

  public RunScript withoutObjective() {
    objective = Optional.empty();
    return this;
  }

  /** The first line. */
  public RunScript run(List<Map<String, Object>> hyperparameters) {
    Map<String, Object> params =
        Map.of("name", name, "is_tune", true, "hyperparameters", hyperparameters);
    return line(
        "run",
        Map.of("job", Map.of("params", params), "seed", 7, "versions", Map.of("java", "17.0.1")));
  }

  /** A trial that starts at once. */
  public RunScript begin(int number, Map<String, ?> config) {
    line(
        "trial",
        Map.of("trial_id", id(number), "number", number, "origin", "searcher", "config", config));
    return attempt(number, 1, "first", config, 0);
  }

  public RunScript attempt(
      int number, int attempt, String cause, Map<String, ?> config, long fromIteration) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("trial_id", id(number));
    fields.put("number", attempt);
    fields.put("cause", cause);
    fields.put("config", config);
    if (fromIteration > 0) {
      fields.put("checkpoint", "/checkpoints/" + fromIteration);
      fields.put("training_iteration", fromIteration);
    }
    return line("attempt", fields);
  }

  public RunScript report(int number, long iteration, Map<String, ?> metrics) {
    return decision("report", number, iteration, metrics, "CONTINUE", "");
  }

  public RunScript stop(int number, long iteration, Map<String, ?> metrics, String reason) {
    return decision("report", number, iteration, metrics, "STOP", reason);
  }

  private RunScript decision(
      String event,
      int number,
      long iteration,
      Map<String, ?> metrics,
      String decision,
      String reason) {
    return line(
        event,
        Map.of(
            "trial_id", id(number),
            "training_iteration", iteration,
            "metrics", metrics,
            "decision", decision,
            "reason", reason));
  }

  public RunScript end(int number, Map<String, ?> metrics) {
    return line(
        "end",
        Map.of("trial_id", id(number), "status", "TERMINATED", "metrics", metrics, "reason", ""));
  }

  public RunScript fail(int number, String error) {
    return line(
        "end",
        Map.of(
            "trial_id",
            id(number),
            "status",
            "ERROR",
            "metrics",
            Map.of(),
            "error",
            error,
            "reason",
            ""));
  }

  /** A line as it comes; NaN and infinities become texts. */
  public RunScript line(String event, Map<String, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seq", sequence);
    all.put("time", RunEventCodec.time(START.plusSeconds(sequence++)));
    all.put("event", event);
    all.putAll(fields);
    journal.append(MAPPER.writeValueAsString(all)).append('\n');
    return this;
  }

  /** A last line that a dead process did not finish, or damage in the middle. */
  public RunScript raw(String text) {
    journal.append(text);
    return this;
  }

  public RunScript file(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the journal and reads the run. */
  public RecordedRun recorded() {
    file(folder.journalFile(), journal.toString());
    return new RecordedRun(
        row(), status, folder, RunRecord.read(folder, status, RunRecord.Detail.FULL));
  }

  /** Writes the journal and reads where the run stands. */
  public RunRecord outline() {
    file(folder.journalFile(), journal.toString());
    return RunRecord.read(folder, status, RunRecord.Detail.OUTLINE);
  }

  private StoredRun row() {
    return new StoredRun(
        folder.runId(),
        folder.trialPrefix(),
        name,
        objective.isPresent() ? RunMode.TUNE : RunMode.TRAIN,
        objective,
        status,
        START,
        Optional.of(START.plusSeconds(sequence)),
        RunOutcome.NONE,
        ProcessIdentity.current());
  }
}
