package io.synapse.plugin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A hyperparameter of a search space, as a plugin's schema sees it.
 *
 * @param name its name
 * @param path where it stands in the job, such as {@code params.hyperparameters[1]}
 * @param values values that it can take (bounds, options) by where each stands, such as {@code
 *     params.hyperparameters[1].max}
 */
public record SearchedParameter(String name, String path, Map<String, Object> values) {

  /** Copies the map. */
  public SearchedParameter {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
