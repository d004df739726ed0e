package io.synapse.report.html;

import io.synapse.run.LeadingFailures;
import io.synapse.run.TrialRecord;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trials that failed the same way.
 *
 * @param trials at least one; their messages differ in numbers and ids at most
 */
record FailureWay(List<TrialRecord> trials) {

  private static final int LONGEST_TEXT = 400;

  /** The most frequent way first; trials without a message are in none. */
  static List<FailureWay> of(List<TrialRecord> trials) {
    Map<String, List<TrialRecord>> ways =
        trials.stream()
            .filter(trial -> trial.status().equals("ERROR") && !trial.error().isBlank())
            .collect(
                Collectors.groupingBy(
                    trial -> LeadingFailures.way(firstLine(trial)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return ways.values().stream()
        .map(FailureWay::new)
        .sorted(Comparator.comparing(way -> -way.trials().size()))
        .toList();
  }

  /** What the first trial's message begins with, its id, and how many there are. */
  List<Object> toJson() {
    TrialRecord first = trials.get(0);
    String text = firstLine(first);
    return List.of(
        text.substring(0, Math.min(text.length(), LONGEST_TEXT)), first.id(), trials.size());
  }

  private static String firstLine(TrialRecord trial) {
    return trial.error().lines().findFirst().orElse("");
  }
}
