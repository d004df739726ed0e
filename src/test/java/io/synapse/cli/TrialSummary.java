package io.synapse.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What has to be the same of a trial in two runs of one job. */
record TrialSummary(Object config, Object metrics) {

  /** The finished trials of a run's results by their numbers. */
  static Map<Integer, TrialSummary> of(Map<String, Object> results) {
    Map<Integer, TrialSummary> trials = new LinkedHashMap<>();
    for (Map<String, Object> trial : TrainFixture.trials(results, "trial_models")) {
      TrialSummary twice = trials.put(number(trial), ofEntry(trial));
      if (twice != null) {
        throw new AssertionError("two trials have the number " + number(trial));
      }
    }
    return trials;
  }

  private static TrialSummary ofEntry(Map<String, Object> trial) {
    return new TrialSummary(trial.get("config"), trial.get("metrics"));
  }

  private static int number(Map<String, Object> trial) {
    String id = (String) trial.get("trial_id");
    return Integer.parseInt(id.substring(id.indexOf('_') + 1));
  }
}
