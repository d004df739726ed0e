package io.synapse.cli;

import java.util.HashMap;
import java.util.Map;

/** Adds up what trials used, from the lines of a journal in their order. */
final class UsageTally {

  private final Map<String, OfTrial> trials = new HashMap<>();

  /** The attempts before the newest, and the newest as it was told last. */
  private record OfTrial(TrialUsage before, long attempt, TrialUsage newest) {

    TrialUsage total() {
      return before.plus(newest);
    }

    OfTrial with(long number, TrialUsage usage) {
      return new OfTrial(number == attempt ? before : total(), number, usage);
    }
  }

  /** Takes in the next line; all but {@code usage} are passed over. */
  void apply(Map<String, Object> line) {
    if ("usage".equals(line.get("event"))
        && line.get("trial_id") instanceof String id
        && line.get("attempt") instanceof Number attempt) {
      OfTrial known =
          trials.getOrDefault(
              id, new OfTrial(TrialUsage.NONE, attempt.longValue(), TrialUsage.NONE));
      trials.put(id, known.with(attempt.longValue(), TrialUsage.of(line)));
    }
  }

  /** Trial id to all that it used; trials of which nothing is known are not in it. */
  Map<String, TrialUsage> totals() {
    Map<String, TrialUsage> totals = new HashMap<>();
    trials.forEach((id, trial) -> totals.put(id, trial.total()));
    return totals;
  }
}
