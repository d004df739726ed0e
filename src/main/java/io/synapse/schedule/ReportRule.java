package io.synapse.schedule;

import io.synapse.problem.NearestName;
import io.synapse.space.Objective;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that a report has the metrics that the scheduler needs to decide about it. */
public final class ReportRule {

  private static final String ITERATION = "training_iteration";

  private final Optional<String> timeAttribute;
  private final Optional<Objective> objective;

  /**
   * Creates the rule of one run.
   *
   * @param timeAttribute the metric that counts as time; empty if the scheduler does not use
   *     reports
   * @param objective the metric to optimise; empty if there is none
   */
  public ReportRule(Optional<String> timeAttribute, Optional<Objective> objective) {
    this.timeAttribute = timeAttribute;
    this.objective = objective;
  }

  /** The error message for a report that lacks a metric; empty for a valid report. */
  public Optional<String> problem(Map<String, Object> metrics) {
    if (timeAttribute.isEmpty()) {
      return Optional.empty();
    }
    return objective
        .flatMap(goal -> problem(goal.metric(), "the metric to optimise", metrics))
        .or(() -> problem(timeAttribute.get(), "the scheduler's time_attr", metrics));
  }

  private static Optional<String> problem(String name, String role, Map<String, Object> metrics) {
    Object value = metrics.get(name);
    if (value instanceof Number) {
      return Optional.empty();
    }
    String report = "report " + metrics.get(ITERATION);
    if (metrics.containsKey(name)) {
      return Optional.of(
          "%s: '%s', %s, must be a number, and is %s".formatted(report, name, role, value));
    }
    List<String> names = metrics.keySet().stream().filter(key -> !key.equals(ITERATION)).toList();
    String has = names.isEmpty() ? "it holds nothing" : "it holds " + String.join(", ", names);
    return Optional.of(
        "%s lacks '%s', %s, which the scheduler needs in every report; %s%s"
            .formatted(report, name, role, has, NearestName.hint(name, names)));
  }
}
