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
}
