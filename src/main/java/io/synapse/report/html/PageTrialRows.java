package io.synapse.report.html;

import io.synapse.report.record.RecordedAttempt;
import io.synapse.report.record.RecordedDecision;
import io.synapse.report.record.RecordedTrial;
import io.synapse.space.Objective;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trials as the page has them; lists spare it five thousand times the same names. */
final class PageTrialRows {

  private static final int LONGEST_ERROR = 400;

  private final SpaceColumns space;
  private final List<String> metrics;
  private final Optional<Objective> objective;

  PageTrialRows(SpaceColumns space, List<String> metrics, Optional<Objective> objective) {
    this.space = space;
    this.metrics = metrics;
    this.objective = objective;
  }

  Map<String, Object> row(RecordedTrial trial) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", trial.id());
    row.put("number", trial.number());
    row.put("status", trial.status());
    row.put("value", objective.flatMap(goal -> trial.metric(goal.metric())).orElse(null));
    row.put("config", config(trial.config()));
    row.put("metrics", metrics.stream().map(name -> trial.metric(name).orElse(null)).toList());
    row.put("iteration", iteration(trial));
    row.put("attempts", trial.attempts().stream().map(PageTrialRows::attempt).toList());
    putUnlessEmpty(row, "origin", trial.origin());
    putUnlessEmpty(row, "reason", trial.reason());
    putUnlessEmpty(row, "error", cut(trial.error()));
    putUnlessEmpty(row, "notes", trial.notes());
    putUnlessEmpty(row, "exploits", exploits(trial));
    if (trial.stopped()) {
      row.put("stopped", true);
    }
    trial.model().ifPresent(model -> row.put("model", model));
    if (!trial.firstConfig().equals(trial.config())) {
      row.put("first", config(trial.firstConfig()));
    }
    return row;
  }

  private static void putUnlessEmpty(Map<String, Object> row, String name, String text) {
    if (!text.isEmpty()) {
      row.put(name, text);
    }
  }

  private static void putUnlessEmpty(Map<String, Object> row, String name, List<?> list) {
    if (!list.isEmpty()) {
      row.put(name, list);
    }
  }

  private List<Object> config(Map<String, Object> config) {
    return new ArrayList<>(
        space.columns().stream()
            .map(column -> config.get(column.name()))
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
  }

  private static long iteration(RecordedTrial trial) {
    int reports = trial.reports().size();
    return reports == 0 ? 0 : trial.reports().iteration(reports - 1);
  }

  /**
   * Start, end, how it ended, where, why it started, the iteration it went on from, what it used.
   */
  private static List<Object> attempt(RecordedAttempt attempt) {
    return Arrays.asList(
        attempt.started().toEpochMilli(),
        attempt.ended().map(Instant::toEpochMilli).orElse(null),
        attempt.ending(),
        attempt.place(),
        attempt.cause(),
        attempt.fromIteration(),
        attempt.usage().cpuSeconds().stream().boxed().findFirst().orElse(null),
        attempt.usage().memoryBytes().stream().boxed().findFirst().orElse(null));
  }

  /** Iteration, the trial that it went on from, and why. */
  private static List<List<Object>> exploits(RecordedTrial trial) {
    return trial.decisions().stream()
        .filter(decision -> decision.kind().equals("EXPLOIT"))
        .map(PageTrialRows::exploit)
        .toList();
  }

  private static List<Object> exploit(RecordedDecision decision) {
    return List.of(decision.iteration(), decision.source(), decision.reason());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
  }
}
