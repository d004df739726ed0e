package io.synapse.space;

import io.synapse.problem.NearestName;
import java.util.Collection;

/**
 * What a tuning job optimises.
 *
 * @param metric the metric's name
 * @param mode which of its values are better
 */
public record Objective(String metric, Mode mode) {

  /**
   * What to say when a trial ended without the metric.
   *
   * @param reported the names it did report
   */
  public String missingMessage(Collection<String> reported) {
    String there =
        reported.isEmpty() ? "it reported none" : "it reported " + String.join(", ", reported);
    return "the metric '"
        + metric
        + "' to optimise was never reported; "
        + there
        + NearestName.hint(metric, reported);
  }

  /** Which values of the optimised metric are better. */
  public enum Mode {
    MAX,
    MIN;

    /**
     * Whether one value beats another. NaN and infinite values never win; any finite value beats
     * them.
     */
    public boolean isBetter(double candidate, double incumbent) {
      if (!Double.isFinite(candidate)) {
        return false;
      }
      if (!Double.isFinite(incumbent)) {
        return true;
      }
      return this == MAX ? candidate > incumbent : candidate < incumbent;
    }
  }
}
