package io.synapse.action;

import io.synapse.problem.ShownValue;
import io.synapse.tune.FlatValues;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which fields of a job differ between two versions of it. */
final class JobChanges {

  /** Fields whose change makes a run longer or wider and leaves what it has done as it is. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "tune_config.num_samples",
          "tune_config.time_budget_s",
          "tune_config.max_concurrent_trials",
          "tune_config.stop_when_all_fail");

  private final Map<String, String> changes;

  private JobChanges(Map<String, String> changes) {
    this.changes = changes;
  }

  /**
   * Compares two jobs, each with its envelope.
   *
   * @param before the job as it was
   * @param now the job as it is
   */
  static JobChanges between(Map<String, Object> before, Map<String, Object> now) {
    Map<String, Object> was = params(before);
    Map<String, Object> is = params(now);
    Set<String> names = new LinkedHashSet<>(was.keySet());
    names.addAll(is.keySet());
    Map<String, String> changes = new LinkedHashMap<>();
    for (String name : names) {
      if (!Objects.equals(was.get(name), is.get(name))) {
        changes.put(name, shown(was, name) + " -> " + shown(is, name));
      }
    }
    return new JobChanges(changes);
  }

  @SuppressWarnings("unchecked") // an object of a job has texts as names
  private static Map<String, Object> params(Map<String, Object> job) {
    Map<String, Object> flat = new LinkedHashMap<>();
    FlatValues.of((Map<String, Object>) job.getOrDefault("params", Map.of()))
        .forEach((path, value) -> flat.put(path.replace('/', '.'), value));
    return flat;
  }

  private static String shown(Map<String, Object> values, String name) {
    return values.containsKey(name) ? ShownValue.of(values.get(name)) : "not set";
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Field to {@code before -> now}. */
  Map<String, String> all() {
    return changes;
  }

  /** The same without those that make a run longer or wider. */
  JobChanges withoutExtensions() {
    Map<String, String> others = new LinkedHashMap<>(changes);
    others.keySet().removeAll(EXTENSIONS);
    return new JobChanges(others);
  }

  /** For a person. */
  String text() {
    return changes.entrySet().stream()
        .map(change -> change.getKey() + ": " + change.getValue())
        .collect(Collectors.joining("; "));
  }
}
