package io.synapse.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One trial.
 *
 * @param status TERMINATED or ERROR; empty text for a training that was interrupted
 * @param modelId its model; null without one
 * @param error why it failed; empty when it didn't
 * @param notes what else a person should know
 * @param decision why it was stopped or paused, or kept at last; empty without a reason
 * @param folder its folder
 */
record TrialEntry(
    String id,
    String status,
    Long modelId,
    Map<String, Object> config,
    Map<String, Object> metrics,
    String error,
    List<String> notes,
    String decision,
    String folder) {

  TrialEntry with(String newStatus, String newError) {
    return new TrialEntry(
        id, newStatus, modelId, config, metrics, newError, notes, decision, folder);
  }

  TrialEntry withConfig(Map<String, Object> newConfig) {
    return new TrialEntry(id, status, null, newConfig, metrics, error, notes, decision, folder);
  }

  TrialEntry withMetrics(Map<String, Object> newMetrics) {
    return new TrialEntry(id, status, modelId, config, newMetrics, error, notes, decision, folder);
  }

  TrialEntry withModel(Long newModelId) {
    return new TrialEntry(id, status, newModelId, config, metrics, error, notes, decision, folder);
  }

  TrialEntry withNote(String note) {
    if (notes.contains(note)) {
      return this;
    }
    List<String> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
    return new TrialEntry(id, status, modelId, config, metrics, error, more, decision, folder);
  }

  /** The last reason counts. */
  TrialEntry decided(String reason) {
    String last = reason.isEmpty() ? decision : reason;
    return new TrialEntry(id, status, modelId, config, metrics, error, notes, last, folder);
  }
}
