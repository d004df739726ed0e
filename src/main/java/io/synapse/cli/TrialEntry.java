package io.synapse.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  static final String TERMINATED = "TERMINATED";
  static final String ERROR = "ERROR";

  static final Comparator<TrialEntry> BY_NUMBER =
      Comparator.comparing((TrialEntry trial) -> trial.id().length()).thenComparing(TrialEntry::id);

  /** Its place in the order of suggestion, as the end of its id tells it. */
  Optional<Integer> number() {
    String digits = id.substring(id.lastIndexOf('_') + 1);
    return digits.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  /** Its last value of a metric; NaN when that is no finite number or was never reported. */
  double value(String metric) {
    double value = metrics.get(metric) instanceof Number number ? number.doubleValue() : Double.NaN;
    return Double.isFinite(value) ? value : Double.NaN;
  }

  boolean isFinished() {
    return status.equals(TERMINATED);
  }

  boolean isFailed() {
    return status.equals(ERROR);
  }

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
