package io.synapse.tune;

import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What comes out of a trial whose plugin returned or was stopped.
 *
 * @param metrics its final metrics
 * @param model the file or folder that is its model: what the plugin left, else the checkpoint of
 *     its last report
 */
record AttemptResult(Map<String, Object> metrics, Optional<Path> model) {

  /**
   * The outcome of a plugin that returned.
   *
   * @param metricName the optimised metric, which a returned number becomes
   * @param lastReport the last report's metrics; empty when there was none
   */
  static AttemptResult ofFinished(
      TrialEvent.Finished finished,
      Optional<String> metricName,
      Map<String, Object> lastReport,
      RunningAttempt attempt) {
    Object returned = finished.returned();
    boolean train = finished.entryPoint() == EntryPoint.TRAIN;
    Map<String, Object> metrics = new LinkedHashMap<>(lastReport);
    if (train && lastReport.isEmpty()) {
      metrics.putAll(attempt.lastLogged());
    }
    if (returned instanceof Map<?, ?> map) {
      map.forEach((key, value) -> metrics.put((String) key, value));
    } else if (returned instanceof Number) {
      metrics.put(metricName.orElse("result"), returned);
    } else if (returned instanceof String && !train) {
      metrics.put("result", returned);
    }
    return new AttemptResult(metrics, modelOf(finished.model(), attempt));
  }

  /** The outcome of a plugin that ended early: what it had reported or logged until then. */
  static AttemptResult ofStopped(
      Path model, Map<String, Object> lastReport, RunningAttempt attempt) {
    Map<String, Object> metrics = lastReport.isEmpty() ? attempt.lastLogged() : lastReport;
    return new AttemptResult(new LinkedHashMap<>(metrics), modelOf(model, attempt));
  }

  private static Optional<Path> modelOf(Path left, RunningAttempt attempt) {
    return Optional.ofNullable(left).or(() -> attempt.lastCheckpoint().map(SavedCheckpoint::path));
  }
}
