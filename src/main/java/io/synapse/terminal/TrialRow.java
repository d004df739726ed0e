package io.synapse.terminal;

import io.synapse.run.TrialStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What the table shows of one trial. Changed by {@link TrialTable} alone. */
final class TrialRow {

  private static final String WAITS = "waits for a place";

  private final String id;
  private final int number;
  private TrialStatus status = TrialStatus.PENDING;
  private Map<String, Object> config;
  private Map<String, Object> metrics = Map.of();
  private boolean reported;
  private int attempt;
  private long iteration;
  private long current;
  private long total;
  private String error = "";
  private String decision = "";
  private String note = "";
  private String place = "";
  private boolean waits;
  private Instant started;
  private Duration ran = Duration.ZERO;

  TrialRow(String id, int number, Map<String, Object> config) {
    this.id = id;
    this.number = number;
    this.config = config;
  }

  String id() {
    return id;
  }

  int number() {
    return number;
  }

  TrialStatus status() {
    return status;
  }

  /** The configuration, nested keys joined by a slash. */
  Map<String, Object> config() {
    return config;
  }

  /** The last metrics known. */
  Map<String, Object> metrics() {
    return metrics;
  }

  /** Whether the metrics are reported ones, rather than logged ones. */
  boolean reported() {
    return reported;
  }

  int attempt() {
    return attempt;
  }

  /** The message of a failure; empty without one. */
  String error() {
    return error;
  }

  /** The latest of what a person should know beside the results; empty when there is nothing. */
  String note() {
    return note;
  }

  /** The node that its latest attempt runs on; empty while that is not known. */
  String place() {
    return place;
  }

  /** Why it was paused, stopped or lost, or that it waits; empty while there is nothing to say. */
  String decision() {
    return waits ? WAITS : decision;
  }

  /** How far the trial is: {@code 3/30} where its plugin says so, else its iterations. */
  String progress() {
    if (total > 0) {
      return current + "/" + total;
    }
    return iteration > 0 ? Long.toString(iteration) : "";
  }

  /** How long its attempts ran so far. */
  Duration ran(Instant now) {
    return started == null ? ran : ran.plus(Duration.between(started, now));
  }

  /** A metric's value as a number. */
  OptionalDouble metric(String name) {
    return metrics.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  void start(int attemptNumber, Map<String, Object> attemptConfig, Instant now) {
    begin(attemptNumber, attemptConfig);
    run(now);
  }

  /** It is to run as soon as there is a place for it. */
  void await(int attemptNumber, Map<String, Object> attemptConfig) {
    begin(attemptNumber, attemptConfig);
    status = TrialStatus.PENDING;
    waits = true;
  }

  private void begin(int attemptNumber, Map<String, Object> attemptConfig) {
    attempt = attemptNumber;
    config = attemptConfig;
    place = "";
  }

  /** Where it runs; one that waited for that starts now. */
  void place(String node, Instant now) {
    place = node;
    if (waits) {
      run(now);
    }
  }

  private void run(Instant now) {
    status = TrialStatus.RUNNING;
    waits = false;
    started = now;
  }

  void report(Map<String, Object> values, long trainingIteration) {
    metrics = values;
    reported = true;
    iteration = trainingIteration;
  }

  void log(String key, double value) {
    if (!reported) {
      metrics = new LinkedHashMap<>(metrics);
      metrics.put(key, value);
    }
  }

  void progress(long done, long planned) {
    current = done;
    total = planned;
  }

  void note(String text) {
    note = text;
  }

  void suspend(TrialStatus newStatus, String reason, Instant now) {
    stopClock(now);
    status = newStatus;
    decision = reason;
  }

  /** Its attempt continues after a pause. */
  void proceed(String reason, Instant now) {
    status = TrialStatus.RUNNING;
    decision = reason;
    started = now;
  }

  /** Something was decided about it. */
  void decide(String reason) {
    decision = reason;
  }

  void end(TrialStatus finalStatus, Map<String, Object> values, String message, Instant now) {
    stopClock(now);
    status = finalStatus;
    error = message;
    if (!values.isEmpty()) {
      metrics = values;
      reported = true;
    }
    if (values.get("training_iteration") instanceof Number count) {
      iteration = count.longValue();
    }
  }

  private void stopClock(Instant now) {
    waits = false;
    ran = ran(now);
    started = null;
  }
}
