package io.synapse.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One trial's values by name of the hyperparameter, in the order of the search space: JSON values,
 * integers as {@link Long}, reals as {@link Double}. Immutable.
 *
 * @param values the values
 */
public record Config(Map<String, Object> values) {

  /** Copies the map. */
  public Config {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value of one hyperparameter; null when there is none. */
  public Object get(String name) {
    return values.get(name);
  }
}
