package io.synapse.cli;

import io.synapse.testing.JournalLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results that count in the end, by trial, as a run's journal tells them. */
final class CountedReports {

  private final Map<String, List<Map<String, Object>>> metrics = new LinkedHashMap<>();
  private final Map<String, Object> configs = new LinkedHashMap<>();

  static CountedReports of(Path run) {
    CountedReports counted = new CountedReports();
    JournalLines.of(run.resolve("journal.jsonl")).forEach(counted::take);
    return counted;
  }

  private void take(Map<String, Object> line) {
    String id = String.valueOf(line.get("trial_id"));
    if ("attempt".equals(line.get("event"))) {
      long from = (long) line.getOrDefault("training_iteration", 0L);
      List<Map<String, Object>> kept = metrics.computeIfAbsent(id, unused -> new ArrayList<>());
      kept.removeIf(each -> (long) each.get("training_iteration") > from);
      configs.put(id, line.get("config"));
    } else if ("report".equals(line.get("event"))) {
      metrics.get(id).add(TrainFixture.map(line.get("metrics")));
    } else if ("end".equals(line.get("event"))) {
      end(metrics.get(id), TrainFixture.map(line.get("metrics")));
    }
  }

  /** A trial may end with what it has from another one, or with more than it had reported. */
  private static void end(List<Map<String, Object>> reports, Map<String, Object> last) {
    if (reports.isEmpty() || !reports.get(reports.size() - 1).equals(last)) {
      reports.add(last);
    }
  }

  /** Trial to the metrics of its results. */
  Map<String, List<Map<String, Object>>> metrics() {
    return metrics;
  }

  /** The configuration that a trial ran with last. */
  Object config(String id) {
    return configs.get(id);
  }
}
