package io.synapse.tune;

import io.synapse.trial.EntryPoint;
import io.synapse.trial.SavedCheckpoint;
import io.synapse.trial.TrialEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What comes out of a trial whose plugin returned or was stopped.
 *
 * @param metrics its final metrics
 * @param model the file or folder that is its model, which exists
 */
record TrialOutcome(Map<String, Object> metrics, Optional<Path> model) {

  private static final String[] MODEL_KEYS = {"checkpoint_output", "checkpoint"};

  /**
   * The outcome of a plugin that returned.
   *
   * @param metricName the optimised metric, which a returned number becomes
   * @param lastReport the last report's metrics; empty when there was none
   * @param lastLogged the last value logged of each key
   * @param places where its model may be
   */
  static TrialOutcome ofFinished(
      TrialEvent.Finished finished,
      Optional<String> metricName,
      Map<String, Object> lastReport,
      Map<String, Object> lastLogged,
      Places places) {
    Object returned = finished.returned();
    Map<String, Object> metrics = new LinkedHashMap<>(lastReport);
    Optional<Path> returnedModel = Optional.empty();
    if (finished.entryPoint() == EntryPoint.TRAIN) {
      if (lastReport.isEmpty()) {
        metrics.putAll(lastLogged);
      }
      returnedModel = returned instanceof String text ? places.existing(text) : Optional.empty();
    } else if (returned instanceof String text) {
      metrics.put("result", text);
    }
    if (returned instanceof Map<?, ?> map) {
      map.forEach((key, value) -> metrics.put((String) key, value));
    } else if (returned instanceof Number) {
      metrics.put(metricName.orElse("result"), returned);
    }
    return of(metrics, returnedModel, finished.checkpointOutput(), places);
  }

  /** The outcome of a plugin that was stopped: what it had reported or logged until then. */
  static TrialOutcome ofStopped(
      TrialEvent.Stopped stopped,
      Map<String, Object> lastReport,
      Map<String, Object> lastLogged,
      Places places) {
    Map<String, Object> metrics =
        new LinkedHashMap<>(lastReport.isEmpty() ? lastLogged : lastReport);
    return of(metrics, Optional.empty(), stopped.checkpointOutput(), places);
  }

  private static TrialOutcome of(
      Map<String, Object> metrics,
      Optional<Path> returnedModel,
      Path checkpointOutput,
      Places places) {
    Optional<Path> model =
        returnedModel
            .or(() -> namedIn(metrics, places))
            .or(() -> Optional.ofNullable(checkpointOutput).filter(Files::exists))
            .or(() -> places.lastCheckpoint().map(SavedCheckpoint::path))
            .filter(path -> !path.equals(places.trialFolder()));
    return new TrialOutcome(metrics, model);
  }

  private static Optional<Path> namedIn(Map<String, Object> metrics, Places places) {
    for (String key : MODEL_KEYS) {
      if (metrics.get(key) instanceof String text) {
        Optional<Path> found = places.existing(text);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Where a trial's model may be.
   *
   * @param trialFolder the trial's own folder, which is never the model
   * @param lastCheckpoint the checkpoint of the last report
   */
  record Places(Path trialFolder, Optional<SavedCheckpoint> lastCheckpoint) {

    /** The path a text names, when something is there; relative ones are the work folder's. */
    Optional<Path> existing(String text) {
      if (text.isBlank()) {
        return Optional.empty();
      }
      try {
        Path inWork = trialFolder.resolve("work").resolve(text).normalize();
        Path plain = Path.of(text).toAbsolutePath().normalize();
        return Optional.of(Files.exists(inWork) ? inWork : plain).filter(Files::exists);
      } catch (java.nio.file.InvalidPathException e) {
        return Optional.empty();
      }
    }
  }
}
