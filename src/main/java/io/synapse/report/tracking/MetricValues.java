package io.synapse.report.tracking;

import io.synapse.report.record.JsonFields;
import io.synapse.tune.FlatValues;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of an object's {@code metrics} can be a curve. */
final class MetricValues {

  /** It is the step of the others. */
  private static final String STEP = "training_iteration";

  private MetricValues() {}

  /** The numbers, NaN and infinities too, by their path. */
  static Map<String, Double> in(Map<String, Object> holder) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    FlatValues.of(JsonFields.object(holder, "metrics"))
        .forEach(
            (name, value) -> {
              if (JsonFields.finiteOrNot(value) instanceof Number number && !name.equals(STEP)) {
                numbers.put(name, number.doubleValue());
              }
            });
    return numbers;
  }
}
