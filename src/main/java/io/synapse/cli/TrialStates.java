package io.synapse.cli;

import io.synapse.store.RunFolder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the trials of a run without results stand, from the lines of its journal in their order. */
final class TrialStates {

  private static final String PENDING = "PENDING";
  private static final String RUNNING = "RUNNING";

  private final RunFolder run;
  private final Map<String, TrialEntry> trials = new LinkedHashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();

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
    if (event.equals("end")) {
      ended.remove(id);
      ended.add(id);
    }
    trials.computeIfPresent(id, (same, trial) -> changed(trial, event, line));
  }

  private TrialEntry created(String id, Map<String, Object> line) {
    String folder = run.trialFolder(id).toString();
    return new TrialEntry(
        id, PENDING, null, object(line, "config"), Map.of(), "", List.of(), "", folder);
  }

  private static TrialEntry changed(TrialEntry trial, String event, Map<String, Object> line) {
    return switch (event) {
      case "attempt" -> trial.with(started(line), "").withConfig(object(line, "config"));
      case "placed" -> trial.with(RUNNING, "");
      case "report" -> trial.withMetrics(object(line, "metrics")).decided(text(line, "reason"));
      case "decision" -> trial.decided(text(line, "reason"));
      case "attempt_end" -> attemptEnded(trial.with(text(line, "status"), ""), line);
      case "parked" -> trial.with("PAUSED", "").decided(text(line, "reason"));
      case "unparked" -> trial.with(RUNNING, "");
      case "end" ->
          trial
              .with(text(line, "status"), text(line, "error"))
              .withMetrics(object(line, "metrics"))
              .decided(text(line, "reason"));
      case "note" -> trial.withNote(text(line, "text"));
      case "model" ->
          trial.withModel(line.get("model") instanceof Number id ? id.longValue() : null);
      default -> trial;
    };
  }

  private static String started(Map<String, Object> line) {
    return Boolean.TRUE.equals(line.get("waits")) ? PENDING : RUNNING;
  }

  /** Why a place was lost is no decision about the trial, but a note of it. */
  private static TrialEntry attemptEnded(TrialEntry trial, Map<String, Object> line) {
    String reason = text(line, "reason");
    return text(line, "why").equals("lost") ? trial.withNote(reason) : trial.decided(reason);
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
                trial.status().equals(RUNNING) ? trial.with("INTERRUPTED", trial.error()) : trial)
        .toList();
  }

  /** The ids of those that ended, in that order; one that ended again counts at its last end. */
  List<String> ended() {
    return List.copyOf(ended);
  }

  /** Every trial in the order in which they were suggested. */
  List<TrialEntry> trials() {
    return List.copyOf(trials.values());
  }
}
