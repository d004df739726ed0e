package io.synapse.run;

import io.synapse.space.Config;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * One trial and what is known of it. Changed by {@link RunHistory} alone, on the tuner's thread;
 * read by searchers and schedulers on the same thread.
 */
public final class Trial {

  private final TrialSpec spec;
  private Config config;
  private TrialStatus status = TrialStatus.PENDING;
  private int attempt;
  private long trainingIteration;
  private double time;
  private Map<String, Object> metrics = Map.of();
  private final MetricSeries series = new MetricSeries();
  private List<SavedCheckpoint> checkpoints = List.of();
  private int failures;
  private String error = "";
  private List<String> notes = List.of();
  private String stopReason = "";
  private OptionalDouble value = OptionalDouble.empty();

  Trial(TrialSpec spec) {
    this.spec = spec;
    this.config = spec.config();
  }

  /** What was settled before the trial started. */
  public TrialSpec spec() {
    return spec;
  }

  /** The id. */
  public String id() {
    return spec.id();
  }

  /** The configuration it runs with now; it differs from the first one after an exploit. */
  public Config config() {
    return config;
  }

  /** Where it stands. */
  public TrialStatus status() {
    return status;
  }

  /** The number of its latest attempt, from 1; 0 before the first. */
  public int attempt() {
    return attempt;
  }

  /** How many reports count so far. */
  public long trainingIteration() {
    return trainingIteration;
  }

  /** The scheduler's time at the last report that counts; 0 before the first. */
  public double time() {
    return time;
  }

  /** The last report's metrics; after the end, the trial's final metrics. */
  public Map<String, Object> metrics() {
    return metrics;
  }

  /** The objective's value at every report that counts and had one. */
  public MetricSeries series() {
    return series;
  }

  /** Kept checkpoints, oldest first. */
  public List<SavedCheckpoint> checkpoints() {
    return checkpoints;
  }

  /** The latest kept checkpoint. */
  public Optional<SavedCheckpoint> lastCheckpoint() {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(checkpoints.get(checkpoints.size() - 1));
  }

  /** How many attempts failed. */
  public int failures() {
    return failures;
  }

  /** The last failure's message; empty without one. */
  public String error() {
    return error;
  }

  /** What a person should know of it beside its results, oldest first, each once. */
  public List<String> notes() {
    return notes;
  }

  /** Why it ended before its plugin did; empty when it didn't, or is not over. */
  public String stopReason() {
    return stopReason;
  }

  /** The objective's value in {@link #metrics()}, when there is one; it may be NaN or infinite. */
  public OptionalDouble value() {
    return value;
  }

  /** From another trial's checkpoint its own ones are of no more use. */
  void begin(int number, Config attemptConfig, Optional<SavedCheckpoint> from, double fromTime) {
    attempt = number;
    config = attemptConfig;
    status = TrialStatus.RUNNING;
    trainingIteration = from.map(SavedCheckpoint::trainingIteration).orElse(0L);
    metrics = from.map(SavedCheckpoint::metrics).orElse(Map.of());
    time = fromTime;
    from.filter(checkpoint -> !checkpoints.contains(checkpoint))
        .ifPresent(checkpoint -> checkpoints = List.of(checkpoint));
    series.truncate(trainingIteration);
    // What a dead attempt reported after the checkpoint doesn't count any more.
    value = series.last();
  }

  void report(Map<String, Object> reported, double reportTime, OptionalDouble objective) {
    trainingIteration++;
    time = reportTime;
    metrics = reported;
    objective.ifPresent(this::observe);
  }

  void keepCheckpoints(List<SavedCheckpoint> kept) {
    checkpoints = List.copyOf(kept);
  }

  void waitFor(TrialStatus waiting) {
    status = waiting;
  }

  void fail(String message) {
    failures++;
    error = message;
  }

  void note(String text) {
    if (!notes.contains(text)) {
      notes = Stream.concat(notes.stream(), Stream.of(text)).toList();
    }
  }

  void end(
      TrialStatus finalStatus,
      Map<String, Object> finalMetrics,
      OptionalDouble objective,
      String reason) {
    status = finalStatus;
    metrics = finalMetrics;
    value = objective;
    stopReason = reason;
  }

  private void observe(double observed) {
    series.add(trainingIteration, time, observed);
    value = OptionalDouble.of(observed);
  }
}
