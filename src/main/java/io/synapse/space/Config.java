package io.synapse.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One trial's values by name of the hyperparameter, in the order of the search space: JSON values,
 * integers as {@link Long}, reals as {@link Double}. Immutable; equal when the values are.
 */
public final class Config {

  private final Map<String, Object> values;

  /** Copies the map. */
  public Config(Map<String, Object> values) {
    this(values, true);
  }

  private Config(Map<String, Object> values, boolean copy) {
    this.values = Collections.unmodifiableMap(copy ? new LinkedHashMap<>(values) : values);
  }

  /**
   * A configuration over a map that nobody changes any more. The map is not looked into now: it may
   * be one that is read when somebody asks for a value.
   */
  public static Config over(Map<String, Object> unchanging) {
    return new Config(unchanging, false);
  }

  /** The values. */
  public Map<String, Object> values() {
    return values;
  }

  /** The value of one hyperparameter; null when there is none. */
  public Object get(String name) {
    return values.get(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Config config && values.equals(config.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Config" + values;
  }
}
