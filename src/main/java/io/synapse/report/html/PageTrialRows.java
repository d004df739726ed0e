package io.synapse.report.html;

import io.synapse.run.Decision;
import io.synapse.run.ResourceUsage;
import io.synapse.run.RunEventCodec;
import io.synapse.run.TrialRecord;
import io.synapse.run.TrialRecord.AttemptRecord;
import io.synapse.run.TrialRecord.DecisionRecord;
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

  Map<String, Object> row(TrialRecord trial) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", trial.id());
    row.put("number", trial.number());
    row.put("status", trial.status());
    row.put("value", objective.flatMap(goal -> trial.metric(goal.metric())).orElse(null));
    row.put("config", config(trial.config()));
    row.put("metrics", metrics.stream().map(name -> trial.metric(name).orElse(null)).toList());
    row.put("iteration", iteration(trial));
    row.put("attempts", trial.attempts().stream().map(PageTrialRows::attempt).toList());
    row.put("origin", RunEventCodec.name(trial.origin()));
    putUnlessEmpty(row, "reason", trial.reason());
    putUnlessEmpty(row, "error", cut(trial.error()));
    putUnlessEmpty(row, "notes", trial.noteTexts());
    putUnlessEmpty(row, "exploits", exploits(trial));
    if (trial.stopped()) {
      row.put("stopped", true);
    }
    trial.modelId().ifPresent(model -> row.put("model", model));
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

  private static long iteration(TrialRecord trial) {
    int reports = trial.log().reports().size();
    return reports == 0 ? 0 : trial.log().reports().iteration(reports - 1);
  }

  /**
   * Start, end, how it ended, where, why it started, the iteration it went on from, what it used.
   */
  private static List<Object> attempt(AttemptRecord attempt) {
    return Arrays.asList(
        attempt.started().toEpochMilli(),
        attempt.ended().map(Instant::toEpochMilli).orElse(null),
        attempt.ending(),
        attempt.place(),
        RunEventCodec.name(attempt.cause()),
        attempt.fromIteration(),
        attempt.usage().map(ResourceUsage::cpuSeconds).orElse(null),
        attempt.usage().map(PageTrialRows::memory).orElse(null));
  }

  /** Iteration, the trial that it went on from, and why. */
  private static List<List<Object>> exploits(TrialRecord trial) {
    return trial.decisions().stream()
        .filter(made -> made.decision() instanceof Decision.Exploit)
        .map(PageTrialRows::exploit)
        .toList();
  }

  private static List<Object> exploit(DecisionRecord made) {
    Decision.Exploit exploit = (Decision.Exploit) made.decision();
    return List.of(made.iteration(), exploit.source(), exploit.reason());
  }

  private static Long memory(ResourceUsage usage) {
    return usage.peakMemoryBytes().stream().boxed().findFirst().orElse(null);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
  }
}
