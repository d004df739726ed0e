package io.synapse.store.raytune;

import io.synapse.run.TrialStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial of Ray Tune.
 *
 * @param id Ray's, or what takes its place
 * @param folder its folder
 * @param config its hyperparameters
 * @param status TERMINATED, ERROR, or PENDING when it did not end
 * @param reports its results in their order
 * @param error the message of an ERROR; empty otherwise
 * @param checkpoint the last one that is there
 */
record RayTrial(
    String id,
    Path folder,
    Map<String, Object> config,
    TrialStatus status,
    List<RayReport> reports,
    String error,
    Optional<Path> checkpoint) {

  /** The last metrics; none before the first report. */
  Map<String, Object> metrics() {
    return reports.isEmpty() ? Map.of() : reports.get(reports.size() - 1).metrics();
  }

  /**
   * One result of a trial.
   *
   * @param metrics its values without Ray's bookkeeping
   * @param trainingIteration Ray's count
   * @param time when it was reported
   */
  record RayReport(Map<String, Object> metrics, long trainingIteration, Instant time) {}
}
