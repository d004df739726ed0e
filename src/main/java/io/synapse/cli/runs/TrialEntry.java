package io.synapse.cli.runs;

import io.synapse.files.JsonNumbers;
import io.synapse.run.RunFolder;
import io.synapse.run.TrialRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One trial.
 *
 * @param status where it stands; empty text for a training that was interrupted
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

  /** A trial as its journal has it. */
  static TrialEntry of(TrialRecord trial, RunFolder run) {
    return new TrialEntry(
        trial.id(),
        trial.status(),
        trial.modelId().stream().boxed().findFirst().orElse(null),
        trial.config(),
        shown(trial.metrics()),
        trial.error(),
        trial.remarks(),
        trial.latestReason(),
        run.trialFolder(trial.id()).toString());
  }

  /** As results JSON has them: NaN and infinities are texts. */
  @SuppressWarnings("unchecked") // JSON objects have texts as names.
  private static Map<String, Object> shown(Map<String, Object> metrics) {
    return (Map<String, Object>) JsonNumbers.textForNonFinite(metrics);
  }

  /** Its place in the order of suggestion, as the end of its id gives it. */
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
}
