package io.synapse.tune;

import io.synapse.trial.EntryPoint;
import io.synapse.trial.SavedCheckpoint;
import io.synapse.trial.TrialEvent;
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
record TrialOutcome(Map<String, Object> metrics, Optional<Path> model) {

  /**
   * The outcome of a plugin that returned.
   *
   * @param metricName the optimised metric, which a returned number becomes
   * @param lastReport the last report's metrics; empty when there was none
   */
  static TrialOutcome ofFinished(
      TrialEvent.Finished finished,
      Optional<String> metricName,
      Map<String, Object> lastReport,
      AttemptState attempt) {
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
    return new TrialOutcome(metrics, modelOf(finished.model(), attempt));
  }

  /** The outcome of a plugin that ended early: what it had reported or logged until then. */
  static TrialOutcome ofStopped(Path model, Map<String, Object> lastReport, AttemptState attempt) {
    Map<String, Object> metrics = lastReport.isEmpty() ? attempt.lastLogged() : lastReport;
    return new TrialOutcome(new LinkedHashMap<>(metrics), modelOf(model, attempt));
  }

  private static Optional<Path> modelOf(Path left, AttemptState attempt) {
    return Optional.ofNullable(left).or(() -> attempt.lastCheckpoint().map(SavedCheckpoint::path));
  }
}
