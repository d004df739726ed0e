package io.synapse.report.files;

import io.synapse.report.files.TensorBoardMessages.SessionStatus;
import io.synapse.report.files.TensorBoardMessages.TensorBoardPicture;
import io.synapse.run.Decision;
import io.synapse.run.RunEvent;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The files of one trial that is not over. What happens to the trial is added in memory; {@link
 * #flush} writes it. When an attempt begins, the files are first cut back to what it continues
 * from.
 */
final class TrialFiles {

  /** What says at which step a number was logged, the finest first. */
  private static final List<String> STEPS = List.of("step", "iteration", "epoch");

  private final Path folder;
  private final ResultLine line;
  private final ParamsFile params;
  private final ResultFile results;
  private final ProgressFile progress;
  private final TensorBoardFiles events;
  private Map<String, Object> lastResult = Map.of();

  TrialFiles(Path folder, String trialId, ResultLine.WriterProcess writer) {
    this.folder = folder;
    this.line = new ResultLine(trialId, writer);
    this.params = new ParamsFile(folder);
    this.results = new ResultFile(folder);
    this.progress = new ProgressFile(folder);
    this.events = new TensorBoardFiles(folder, trialId, writer.host());
  }

  /** The first attempt begins, and there are no files. */
  void begin(Instant time, RunEvent.AttemptStarted attempt) {
    Map<String, Object> config = attempt.config().values();
    line.begin(time, config, 0);
    events.begin(time, config);
    params.begin(config);
  }

  /** Another attempt begins; what was reported after the checkpoint it starts from is gone. */
  void proceed(Instant time, RunEvent.AttemptStarted attempt) throws IOException {
    flush();
    long iteration = attempt.checkpoint().map(SavedCheckpoint::trainingIteration).orElse(0L);
    Map<String, Object> config = attempt.config().values();
    keepUpTo(time, iteration, config);
    if (params.holds(config)) {
      events.proceed(time, iteration, config);
    } else {
      events.change(time, iteration, config);
      params.change(config);
    }
  }

  /** A trial that an earlier process has left has no further attempt: it is only ended. */
  void reopen(Instant time) throws IOException {
    keepUpTo(time, Long.MAX_VALUE, Map.of());
    events.proceed(time, Long.MAX_VALUE, Map.of());
  }

  private void keepUpTo(Instant time, long iteration, Map<String, Object> config)
      throws IOException {
    List<Map<String, Object>> kept = results.keepUpTo(iteration);
    progress.rewrite(kept);
    lastResult = kept.isEmpty() ? Map.of() : kept.get(kept.size() - 1);
    boolean timed = lastResult.get(ResultLine.TIME_TOTAL) instanceof Number;
    double seconds = timed ? ((Number) lastResult.get(ResultLine.TIME_TOTAL)).doubleValue() : 0;
    line.begin(time, config, seconds);
  }

  void placed(Instant time, TrialEvent.Placed placed) {
    line.placed(time, placed.place());
  }

  void unparked(Instant time) {
    line.proceed(time);
  }

  void reported(Instant time, RunEvent.TrialReported report) {
    boolean done = report.decision() instanceof Decision.Stop;
    add(time, report.trainingIteration(), line.of(time, report.metrics(), done));
  }

  void logged(Instant time, TrialEvent.MetricLogged metric) {
    String tag = metric.category() + "/" + metric.key();
    events.logged(time, tag, step(metric.extra()), metric.value());
  }

  private static OptionalLong step(Map<String, Object> extra) {
    return STEPS.stream()
        .map(extra::get)
        .filter(Long.class::isInstance)
        .mapToLong(Long.class::cast)
        .findFirst();
  }

  /** A picture has a tag of its own kind: a number may have the same category and name. */
  void pictured(Instant time, TrialEvent.VisualizationLogged picture) throws IOException {
    String tag = "visualization/" + picture.category() + "/" + picture.group();
    if (Files.exists(picture.file())) {
      TensorBoardPicture.of(Files.readAllBytes(picture.file()))
          .ifPresent(read -> events.picture(time, tag, picture.index(), read));
    }
  }

  /** The trial has ended. What its plugin returned and had not reported is one more result. */
  void end(Instant time, RunEvent.TrialEnded ended) {
    boolean terminated = ended.status() == TrialStatus.TERMINATED;
    if (terminated && hasNews(ended.metrics())) {
      Object iteration = ended.metrics().getOrDefault(ResultLine.ITERATION, 0L);
      add(time, ((Number) iteration).longValue(), line.of(time, ended.metrics(), true));
    }
    events.end(time, terminated ? SessionStatus.SUCCESS : SessionStatus.FAILURE);
  }

  private boolean hasNews(Map<String, Object> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> !metric.getKey().equals(ResultLine.ITERATION))
        .anyMatch(metric -> !Objects.equals(metric.getValue(), lastResult.get(metric.getKey())));
  }

  private void add(Instant time, long iteration, Map<String, Object> result) {
    Map<String, Object> cells = ResultLine.cells(result);
    results.add(result);
    progress.add(cells);
    events.report(time, iteration, cells);
    lastResult = result;
  }

  /** How many bytes wait to be written. */
  int waitingBytes() {
    return results.file().waitingBytes() + events.file().waitingBytes();
  }

  /** Writes what waits. After a failure it waits on. */
  void flush() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    results.file().flush();
    if (progress.lacksColumns()) {
      progress.rewrite(results.keepUpTo(Long.MAX_VALUE));
    }
    progress.file().flush();
    events.file().flush();
    params.file().flush();
  }
}
