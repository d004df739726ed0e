package io.synapse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Results of runs, for comparison with those of others. */
final class ComparableResults {

  /** What differs between any two runs. */
  private static final Set<String> OF_ONE_RUN =
      Set.of("run_id", "trial_id", "trial_logdir", "model_id", "started", "finished");

  private ComparableResults() {}

  /** The same without identifiers, times and places; what is null has the text {@code null}. */
  static Object of(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ComparableResults::of).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> rest = new LinkedHashMap<>();
    map.forEach((key, entry) -> rest.put(key, entry == null ? "null" : of(entry)));
    rest.keySet().removeAll(OF_ONE_RUN);
    return rest;
  }
}
