package io.synapse.tune;

import io.synapse.space.Objective;
import java.util.Map;
import java.util.Optional;

/**
 * The job's {@code stop}: a trial ends when the optimised metric reaches its value in the mode's
 * direction, or when any other metric, or {@code training_iteration}, is at least its value.
 */
final class StopRules {

  private final Map<String, Double> limits;
  private final Optional<Objective> objective;

  StopRules(Map<String, Double> limits, Optional<Objective> objective) {
    this.limits = limits;
    this.objective = objective;
  }

  /** Why a trial with these metrics ends; empty when it continues. */
  Optional<String> reasonToStop(Map<String, Object> metrics) {
    return limits.entrySet().stream()
        .filter(limit -> isReached(limit.getKey(), limit.getValue(), metrics.get(limit.getKey())))
        .map(limit -> describe(limit.getKey(), limit.getValue(), metrics.get(limit.getKey())))
        .findFirst();
  }

  private boolean isReached(String name, double limit, Object value) {
    if (!(value instanceof Number number)) {
      return false;
    }
    double reached = number.doubleValue();
    return isMinimised(name) ? reached <= limit : reached >= limit;
  }

  private String describe(String name, double limit, Object value) {
    String relation = isMinimised(name) ? " ≤ " : " ≥ ";
    return "stop rule: " + name + " " + value + relation + limit;
  }

  private boolean isMinimised(String name) {
    return objective
        .filter(goal -> goal.metric().equals(name) && goal.mode() == Objective.Mode.MIN)
        .isPresent();
  }
}
