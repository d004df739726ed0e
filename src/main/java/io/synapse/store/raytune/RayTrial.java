package io.synapse.store.raytune;

import io.synapse.trial.TrialStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial of Ray Tune.
 *
 * @param id Ray's, or what stands for it
 * @param folder its folder
 * @param config its hyperparameters
 * @param status TERMINATED, ERROR, or PENDING when it came to no end
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
}
