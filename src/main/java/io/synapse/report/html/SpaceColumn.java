package io.synapse.report.html;

import io.synapse.report.importance.Axis;
import io.synapse.report.record.RecordedTrial;
import io.synapse.space.DistributionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A hyperparameter as a column of the page.
 *
 * @param name its name
 * @param type its type in the job; empty text where the job doesn't search it
 * @param options what it may be, for one of several things; empty for numbers
 * @param logarithmic whether it was searched on a logarithmic scale
 */
record SpaceColumn(String name, String type, List<Object> options, boolean logarithmic) {

  static SpaceColumn of(String name, Map<String, Object> entry, List<RecordedTrial> trials) {
    String type = String.valueOf(entry.getOrDefault("type", ""));
    boolean logarithmic = DistributionType.named(type).map(DistributionType::isLog).orElse(false);
    Set<Object> seen = new LinkedHashSet<>();
    if (entry.get("options") instanceof List<?> options) {
      seen.addAll(options);
    }
    boolean categorical = !seen.isEmpty() || !allNumbers(name, trials);
    if (categorical) {
      trials.forEach(trial -> Optional.ofNullable(trial.config().get(name)).ifPresent(seen::add));
    }
    return new SpaceColumn(
        name, type, categorical ? new ArrayList<>(seen) : List.of(), logarithmic && !categorical);
  }

  private static boolean allNumbers(String name, List<RecordedTrial> trials) {
    return trials.stream()
        .map(trial -> trial.config().get(name))
        .allMatch(value -> value == null || value instanceof Number);
  }

  boolean isCategorical() {
    return !options.isEmpty();
  }

  /** Where these trials are on it; empty when one of them has no value that fits. */
  Optional<Axis> axis(List<RecordedTrial> trials) {
    double[] positions = trials.stream().mapToDouble(this::position).toArray();
    for (double position : positions) {
      if (!Double.isFinite(position)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        isCategorical()
            ? Axis.categories(name, positions, options.size())
            : Axis.numbers(name, positions));
  }

  private double position(RecordedTrial trial) {
    Object value = trial.config().get(name);
    if (isCategorical()) {
      int index = options.indexOf(value);
      return index < 0 ? Double.NaN : index;
    }
    double number = value instanceof Number found ? found.doubleValue() : Double.NaN;
    return logarithmic ? Math.log(number) : number;
  }

  Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("type", type);
    fields.put("options", isCategorical() ? options : null);
    fields.put("log", logarithmic);
    return fields;
  }
}
