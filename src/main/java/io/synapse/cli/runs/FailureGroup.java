package io.synapse.cli.runs;

import io.synapse.run.LeadingFailures;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Trials that failed the same way.
 *
 * @param trials at least one, by number; the messages differ in numbers and ids at most
 */
record FailureGroup(List<TrialEntry> trials) {

  private static final int MOST_NAMED = 3;

  /** The largest group first. */
  static List<FailureGroup> of(List<TrialEntry> failed) {
    Map<String, List<TrialEntry>> ways =
        failed.stream()
            .collect(
                Collectors.groupingBy(
                    trial -> LeadingFailures.way(trial.error()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return ways.values().stream()
        .map(FailureGroup::new)
        .sorted(Comparator.comparing((FailureGroup group) -> -group.trials().size()))
        .toList();
  }

  /** The message of the first. */
  String message() {
    return trials.get(0).error();
  }

  /** The message with the number of trials: {@code 12 x IllegalStateException: unlucky 13}. */
  String heading() {
    return trials.size() + " x " + (message().isBlank() ? "(no message)" : message());
  }

  /** The ids of the first few. */
  String names() {
    String first =
        trials.stream().limit(MOST_NAMED).map(TrialEntry::id).collect(Collectors.joining(", "));
    int others = trials.size() - MOST_NAMED;
    return others > 0 ? first + " and " + others + " more" : first;
  }

  Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("message", message());
    fields.put("count", trials.size());
    fields.put("trials", trials.stream().map(TrialEntry::id).toList());
    return fields;
  }
}
