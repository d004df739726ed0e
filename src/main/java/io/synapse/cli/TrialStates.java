package io.synapse.cli;

import io.synapse.cli.RunResults.TrialEntry;
import io.synapse.store.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the trials of a run without results stand, from the lines of its journal in their order. */
final class TrialStates {

  private static final String RUNNING = "RUNNING";

  private final RunFolder run;
  private final Map<String, TrialEntry> trials = new LinkedHashMap<>();

  TrialStates(RunFolder run) {
    this.run = run;
  }

  /** Takes in the next line; those that tell of no trial are passed over. */
  void apply(Map<String, Object> line) {
    if (!(line.get("trial_id") instanceof String id)
        || !(line.get("event") instanceof String event)) {
      return;
    }
    if (event.equals("trial")) {
      trials.put(id, created(id, line));
    }
    trials.computeIfPresent(id, (same, trial) -> changed(trial, event, line));
  }

  private TrialEntry created(String id, Map<String, Object> line) {
    String folder = run.trialFolder(id).toString();
    return new TrialEntry(
        id, "PENDING", null, object(line, "config"), Map.of(), "", List.of(), folder);
  }

  private static TrialEntry changed(TrialEntry trial, String event, Map<String, Object> line) {
    return switch (event) {
      case "attempt" ->
          new TrialEntry(
              trial.id(),
              RUNNING,
              null,
              object(line, "config"),
              trial.metrics(),
              "",
              trial.notes(),
              trial.folder());
      case "report" -> standing(trial, trial.status(), object(line, "metrics"), trial.error());
      case "attempt_end" -> standing(trial, text(line, "status"), trial.metrics(), "");
      case "end" ->
          standing(trial, text(line, "status"), object(line, "metrics"), text(line, "error"));
      case "note" -> withNote(trial, text(line, "text"));
      case "model" -> withModel(trial, line.get("model"));
      default -> trial;
    };
  }

  private static TrialEntry standing(
      TrialEntry trial, String status, Map<String, Object> metrics, String error) {
    return new TrialEntry(
        trial.id(),
        status,
        trial.modelId(),
        trial.config(),
        metrics,
        error,
        trial.notes(),
        trial.folder());
  }

  private static TrialEntry withModel(TrialEntry trial, Object model) {
    return new TrialEntry(
        trial.id(),
        trial.status(),
        model instanceof Number number ? number.longValue() : null,
        trial.config(),
        trial.metrics(),
        trial.error(),
        trial.notes(),
        trial.folder());
  }

  private static TrialEntry withNote(TrialEntry trial, String note) {
    return new TrialEntry(
        trial.id(),
        trial.status(),
        trial.modelId(),
        trial.config(),
        trial.metrics(),
        trial.error(),
        Stream.concat(trial.notes().stream(), Stream.of(note)).toList(),
        trial.folder());
  }

  private static String text(Map<String, Object> line, String name) {
    return line.get(name) == null ? "" : line.get(name).toString();
  }

  /** JSON objects have texts as names, so the cast cannot fail later. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<String, Object> line, String name) {
    return line.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** The same for a run that nobody runs any more: what ran then was interrupted. */
  List<TrialEntry> trialsAfterTheEnd() {
    return trials.values().stream()
        .map(
            trial ->
                trial.status().equals(RUNNING)
                    ? standing(trial, "INTERRUPTED", trial.metrics(), trial.error())
                    : trial)
        .toList();
  }

  /** Every trial in the order in which they were suggested. */
  List<TrialEntry> trials() {
    return List.copyOf(trials.values());
  }
}
