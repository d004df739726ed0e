package io.synapse.execute.attempt;

import io.synapse.api.Checkpoint;
import io.synapse.api.TrainRun;
import io.synapse.api.TrialStoppedException;
import io.synapse.api.TrialsTable;
import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** The run that an attempt's plugin talks to. */
final class AttemptRun implements TrainRun {

  private static final int LONGEST_TEXT = 256;

  private final TrialStart start;
  private final boolean tuning;
  private final Consumer<TrialEvent> publish;
  private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();
  private final Object reporting = new Object();
  private final LimitedValues limit;
  private long reports;
  private volatile String stopReason;
  private volatile Path checkpointOutput;
  private volatile Map<String, Object> lastReport;

  AttemptRun(TrialStart start, boolean tuning, Consumer<TrialEvent> publish) {
    this.start = start;
    this.tuning = tuning;
    this.publish = publish;
    this.limit =
        new LimitedValues(
            text -> publish.accept(new TrialEvent.Noted(start.trialId(), start.attempt(), text)));
    this.lastReport = start.checkpoint().map(SavedCheckpoint::metrics).orElse(Map.of());
    this.reports = start.checkpoint().map(SavedCheckpoint::trainingIteration).orElse(0L);
  }

  @Override
  public void logMetric(String category, String key, double value, Map<String, ?> extra) {
    throwIfStopping();
    requireText("category", category);
    requireText("key", key);
    publish.accept(
        new TrialEvent.MetricLogged(
            start.trialId(),
            start.attempt(),
            category,
            key,
            value,
            limit.fitting("what is logged with a metric", PluginValues.ofMap(extra))));
  }

  @Override
  public void logVisualization(
      String category, String group, int index, Object image, Map<String, ?> meta) {
    throwIfStopping();
    requireText("category", category);
    requireText("group", group);
    Path file = new VisualizationFolder(start.trialFolder()).keep(category, group, index, image);
    publish.accept(
        new TrialEvent.VisualizationLogged(
            start.trialId(),
            start.attempt(),
            category,
            group,
            index,
            limit.fitting("what is logged with a picture", PluginValues.ofMap(meta)),
            file));
  }

  @Override
  public void logTrials(TrialsTable table) {
    throwIfStopping();
    logTable(TrialsPayload.of(table));
  }

  @Override
  public void logTrials(Map<String, ?> data) {
    throwIfStopping();
    logTable(TrialsPayload.of(data));
  }

  private void logTable(Map<String, Object> payload) {
    LimitedValues.requireReadable("a table of trials", payload);
    publish.accept(new TrialEvent.TrialsLogged(start.trialId(), start.attempt(), payload));
  }

  @Override
  public void logMessage(String text) {
    throwIfStopping();
    publish.accept(
        new TrialEvent.MessageLogged(
            start.trialId(), start.attempt(), limit.fitting("a message", String.valueOf(text))));
  }

  @Override
  public void setProgress(long current, long total, String category) {
    throwIfStopping();
    requireText("category", category);
    if (total <= 0 || current < 0 || current > total) {
      throw new IllegalArgumentException(
          "progress goes from 0 to a total above 0, and is " + current + " of " + total);
    }
    publish.accept(
        new TrialEvent.Progressed(start.trialId(), start.attempt(), category, current, total));
  }

  @Override
  public void report(Map<String, ?> metrics, Checkpoint checkpoint) {
    synchronized (reporting) {
      throwIfStopping();
      Objects.requireNonNull(metrics, "metrics");
      reports++;
      Path kept =
          checkpoint == null
              ? null
              : new CheckpointFolder(start.trialFolder())
                  .keep(inWorkDir(checkpoint.path()), start.attempt(), reports);
      lastReport = limit.fitting("a report", PluginValues.ofMap(metrics));
      publish.accept(new TrialEvent.Reported(start.trialId(), start.attempt(), lastReport, kept));
      awaitDecision();
    }
    throwIfStopping();
  }

  @Override
  public void checkpointOutput(Path path) {
    throwIfStopping();
    checkpointOutput = inWorkDir(path);
  }

  @Override
  public Path checkpointOutput() {
    return checkpointOutput;
  }

  @Override
  public boolean isTune() {
    return tuning;
  }

  @Override
  public String trialId() {
    return start.trialId();
  }

  @Override
  public Path workDir() {
    try {
      return Files.createDirectories(workFolder());
    } catch (IOException e) {
      throw new UncheckedIOException("the trial's work folder could not be made: " + e, e);
    }
  }

  @Override
  public long seed() {
    return start.seed();
  }

  void answer(Decision decision) {
    if (!(decision instanceof Decision.Continue)) {
      stopReason = decision.reason();
    }
    decisions.add(decision);
  }

  /** Every later call throws; a report that waits for its decision is let go. */
  void stop(String reason) {
    stopReason = reason;
    decisions.add(new Decision.Stop(reason));
  }

  /** The attempt has ended: calls from threads that the plugin left behind throw. */
  void close() {
    if (stopReason == null) {
      stopReason = "the trial has ended";
    }
  }

  /** What a plugin returned, without what is too large for it. */
  @SuppressWarnings("unchecked") // a map of JSON values has texts as keys
  PluginCall.Returned limited(PluginCall.Returned returned) {
    Object value = returned.value();
    if (value instanceof Map<?, ?> map) {
      value = limit.fitting("what a plugin returns", (Map<String, Object>) map);
    } else if (value instanceof String text) {
      value = limit.fitting("what a plugin returns", text);
    }
    return new PluginCall.Returned(returned.entryPoint(), value);
  }

  /** The latest report's metrics; empty without one. */
  Map<String, Object> lastReport() {
    return lastReport;
  }

  boolean isStopping() {
    return stopReason != null;
  }

  String stopReason() {
    return stopReason;
  }

  private void awaitDecision() {
    try {
      decisions.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialStoppedException("interrupted while waiting for a decision");
    }
  }

  private void throwIfStopping() {
    String reason = stopReason;
    if (reason != null) {
      throw new TrialStoppedException(reason);
    }
  }

  private Path workFolder() {
    return start.trialFolder().resolve("work").toAbsolutePath();
  }

  /** A relative path that the plugin means may be one in its work folder. */
  private Path inWorkDir(Path path) {
    Path inWork = workFolder().resolve(path);
    return path.isAbsolute() || Files.exists(inWork) || !Files.exists(path)
        ? inWork
        : path.toAbsolutePath();
  }

  private static void requireText(String what, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("the " + what + " must not be blank");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "the %s may have %d characters at most, and has %d"
              .formatted(what, LONGEST_TEXT, text.length()));
    }
  }
}
