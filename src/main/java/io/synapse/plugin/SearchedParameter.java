package io.synapse.plugin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A hyperparameter of a search space, as a plugin's schema sees it.
 *
 * @param name its name
 * @param path where it stands in the job, such as {@code params.hyperparameters[1]}
 * @param values values that it can take (bounds, options) by where each stands, such as {@code
 *     params.hyperparameters[1].max}
 * @param between a value between the bounds, where their rules may not be its own
 */
public record SearchedParameter(
    String name, String path, Map<String, Object> values, Optional<Between> between) {

  /** Copies the map. */
  public SearchedParameter {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * A real number that may be drawn: bounds can be whole numbers where it is not.
   *
   * @param value the number
   * @param type the type that draws it, such as {@code uniform}
   * @param integerType the type that draws integers instead, such as {@code randint}
   * @param stepType the type that draws multiples instead, such as {@code quniform}
   */
  public record Between(double value, String type, String integerType, String stepType) {

    /** Why the plugin cannot take such numbers, by the keyword of the rule that they break. */
    String refusal(String keyword) {
      String draws = "the type " + type + " draws ";
      return switch (keyword) {
        case "type" -> draws + "fractions, and the plugin wants an integer; use " + integerType;
        case "multipleOf" ->
            draws
                + "any fraction, and the plugin wants multiples; use "
                + stepType
                + " with their q";
        default ->
            draws + "any number between its bounds, and the plugin does not allow all; use choice";
      };
    }
  }
}
