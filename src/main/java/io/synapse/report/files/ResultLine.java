package io.synapse.report.files;

import io.synapse.space.FlatValues;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a trial's reports into what Ray Tune writes for them: the metrics, and beside them time,
 * place and configuration. Names and order are those of {@code Trainable.train} and {@code
 * Trainable.get_auto_filled_metrics} in {@code ray/tune/trainable/trainable.py}.
 */
final class ResultLine {

  static final String ITERATION = "training_iteration";
  static final String TIME_TOTAL = "time_total_s";
  static final String CONFIG = "config";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());
  private static final double NANOS = 1e9;

  /**
   * The process that writes.
   *
   * @param address empty where the machine doesn't know its own
   */
  record WriterProcess(long pid, String host, Optional<String> address) {

    /** This process. */
    static WriterProcess here() {
      long pid = ProcessHandle.current().pid();
      try {
        InetAddress local = InetAddress.getLocalHost();
        return new WriterProcess(pid, local.getHostName(), Optional.of(local.getHostAddress()));
      } catch (UnknownHostException e) {
        return new WriterProcess(pid, "localhost", Optional.empty());
      }
    }
  }

  private final String trialId;
  private final WriterProcess writer;
  private Map<String, Object> config = Map.of();
  private Optional<String> place = Optional.empty();
  private Instant last = Instant.EPOCH;
  private double total;
  private double sinceRestore;
  private long iterations;

  ResultLine(String trialId, WriterProcess writer) {
    this.trialId = trialId;
    this.writer = writer;
  }

  /**
   * An attempt begins.
   *
   * @param seconds how long the trial has run for what counts of its earlier attempts
   */
  void begin(Instant time, Map<String, Object> attemptConfig, double seconds) {
    config = attemptConfig;
    place = Optional.empty();
    last = time;
    total = seconds;
    sinceRestore = 0;
    iterations = 0;
  }

  /** The attempt runs from now on, on a node of that name. */
  void placed(Instant time, String node) {
    place = Optional.of(node);
    last = time;
  }

  /** The attempt continues after a pause, which does not count as time of the trial. */
  void proceed(Instant time) {
    last = time;
  }

  /**
   * The result of a report.
   *
   * @param metrics as reported, with their iteration; what the plugin says itself of its time or
   *     place stays
   * @param done whether the trial ends with it
   */
  Map<String, Object> of(Instant time, Map<String, Object> metrics, boolean done) {
    double seconds = Math.max(0, Duration.between(last, time).toNanos() / NANOS);
    last = time;
    total += seconds;
    sinceRestore += seconds;
    iterations++;
    Map<String, Object> result = new LinkedHashMap<>(metrics);
    result.putIfAbsent("timestamp", time.getEpochSecond());
    result.putIfAbsent("done", done);
    result.put("trial_id", trialId);
    result.putIfAbsent("date", DATE.format(time));
    result.putIfAbsent("time_this_iter_s", seconds);
    result.putIfAbsent(TIME_TOTAL, total);
    addPlace(result);
    result.put(CONFIG, config);
    result.putIfAbsent("time_since_restore", sinceRestore);
    result.put("iterations_since_restore", iterations);
    return result;
  }

  /** A result's values for a table or curves: without the configuration, nested names joined. */
  static Map<String, Object> cells(Map<String, Object> result) {
    Map<String, Object> shown = new LinkedHashMap<>(result);
    shown.remove(CONFIG);
    return FlatValues.of(shown);
  }

  /** The process is that of synapse: workers come and go. */
  private void addPlace(Map<String, Object> result) {
    result.putIfAbsent("pid", writer.pid);
    result.putIfAbsent("hostname", place.orElse(writer.host));
    if (place.isEmpty()) {
      writer.address.ifPresent(address -> result.putIfAbsent("node_ip", address));
    }
  }
}
