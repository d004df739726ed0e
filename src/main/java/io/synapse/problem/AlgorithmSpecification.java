package io.synapse.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A search algorithm or scheduler that a job file can name, and its options.
 *
 * @param name the documented name, lower case
 * @param aliases further names, lower case
 * @param description what it is, for people; one line
 * @param options the options it takes
 */
public record AlgorithmSpecification(
    String name, List<String> aliases, String description, List<OptionSpecification> options) {

  /** Copies the lists. */
  public AlgorithmSpecification {
    aliases = List.copyOf(aliases);
    options = List.copyOf(options);
  }

  /** Whether a job file's name, in any case, means this algorithm. */
  public boolean isNamed(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    return name.equals(lower) || aliases.contains(lower);
  }

  /**
   * Checks the options of a job file and fills in the defaults.
   *
   * @param written the {@code options} object
   * @param path where it stands
   * @param problems takes what is wrong
   * @return every option with a value, in the specification's order
   */
  public Map<String, Object> check(Map<String, ?> written, String path, Problems problems) {
    List<String> known = options.stream().map(OptionSpecification::name).toList();
    for (String key : written.keySet()) {
      if (!known.contains(key)) {
        problems.error(path + "." + key, unknownOption(key, known));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (OptionSpecification option : options) {
      valueOf(option, written, path, problems).ifPresent(value -> values.put(option.name(), value));
    }
    return values;
  }

  private Optional<Object> valueOf(
      OptionSpecification option, Map<String, ?> written, String path, Problems problems) {
    if (!written.containsKey(option.name())) {
      return Optional.ofNullable(option.defaultValue());
    }
    Object value = written.get(option.name());
    if (value instanceof String text && text.isBlank()) {
      problems.error(path + "." + option.name(), "must not be blank");
      return Optional.empty();
    }
    return Optional.ofNullable(option.check(value, path + "." + option.name(), problems));
  }

  private String unknownOption(String key, List<String> known) {
    String there = known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known);
    return "unknown option of " + name + "; " + there + NearestName.hint(key, known);
  }
}
