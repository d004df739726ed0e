package io.synapse.space;

import io.synapse.problem.NearestName;
import io.synapse.problem.Problems;
import io.synapse.space.InputValues.InputValueText;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One object of the {@code hyperparameters} list while it is checked. Remembers whether a field was
 * missing or wrong. That one is missing is told by {@link EntryKeys}, not here.
 */
final class ParameterEntry {

  private final Map<?, ?> fields;
  private final String path;
  private final Problems problems;
  private boolean sound = true;

  ParameterEntry(Map<?, ?> fields, String path, Problems problems) {
    this.fields = fields;
    this.path = path;
    this.problems = problems;
  }

  boolean isSound() {
    return sound;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  Object value(String field) {
    return fields.get(field);
  }

  List<String> keys() {
    return fields.keySet().stream().map(String::valueOf).toList();
  }

  String path(String field) {
    return path + "." + field;
  }

  /** An error that leaves the rest of the entry usable. */
  void tell(String field, String message) {
    problems.error(path(field), message);
  }

  /** An error without whose remedy there is no distribution. */
  void reject(String field, String message) {
    sound = false;
    tell(field, message);
  }

  void warn(String field, String message) {
    problems.warn(path(field), message);
  }

  /** A finite number; empty after an error. */
  Optional<BigDecimal> number(String field) {
    if (lacks(field)) {
      return Optional.empty();
    }
    if (!(value(field) instanceof Number number)) {
      reject(field, "must be a number, and is " + InputValueText.text(value(field)));
      return Optional.empty();
    }
    if (!Double.isFinite(number.doubleValue())) {
      reject(field, "must be a finite number, and is " + number);
      return Optional.empty();
    }
    return Optional.of(Decimals.of(number.doubleValue()));
  }

  /** An integer of at most 64 bits; empty after an error. */
  Optional<BigDecimal> integer(String field) {
    if (lacks(field)) {
      return Optional.empty();
    }
    OptionalLong integer = IntegerRange.Integers.of(value(field));
    if (integer.isEmpty()) {
      reject(
          field,
          "must be an integer of at most 64 bits, and is " + InputValueText.text(value(field)));
      return Optional.empty();
    }
    return Optional.of(BigDecimal.valueOf(integer.getAsLong()));
  }

  /** The options of a choice or a grid, at least one; empty after an error. */
  Optional<List<?>> options() {
    if (lacks("options")) {
      return Optional.empty();
    }
    if (!(value("options") instanceof List<?> list)) {
      reject(
          "options",
          "must be a list such as [16, 32, 64], and is " + InputValueText.text(value("options")));
      return Optional.empty();
    }
    if (list.isEmpty()) {
      reject("options", "must hold at least one value, and is empty");
    } else if (!InputValues.isFinite(list)) {
      reject("options", "must hold finite numbers, and is " + InputValueText.text(list));
    }
    return Optional.of(list);
  }

  private boolean lacks(String field) {
    sound &= has(field);
    return !has(field);
  }

  /** Checks which keys an entry has: those that its type needs, and none that it does not take. */
  static final class EntryKeys {

    /** What other systems call the parameters. */
    private static final Map<String, String> OTHER_NAMES =
        Map.ofEntries(
            Map.entry("values", "options"),
            Map.entry("choices", "options"),
            Map.entry("categories", "options"),
            Map.entry("grid", "options"),
            Map.entry("lower", "min"),
            Map.entry("low", "min"),
            Map.entry("upper", "max"),
            Map.entry("high", "max"),
            Map.entry("mu", "mean"),
            Map.entry("sigma", "sd"),
            Map.entry("std", "sd"),
            Map.entry("step", "q"));

    private final ParameterEntry entry;
    private final DistributionType type;

    /**
     * Missing keys that an unknown one was probably meant to be: told once, as that key's error.
     */
    private final Set<String> meant = new HashSet<>();

    EntryKeys(ParameterEntry entry, DistributionType type) {
      this.entry = entry;
      this.type = type;
    }

    void check() {
      entry.keys().stream().filter(key -> !type.keys().contains(key)).forEach(this::rejectUnknown);
      type.required().stream()
          .filter(key -> !entry.has(key) && !meant.contains(key))
          .forEach(this::rejectMissing);
    }

    private void rejectUnknown(String key) {
      Optional<String> suggestion = suggestion(key);
      suggestion.ifPresent(meant::add);
      String hint = suggestion.map(name -> "; did you mean '" + name + "'?").orElse("");
      entry.tell(
          key,
          "type %s takes no %s; it takes %s%s%s"
              .formatted(
                  type.documentedName(), key, String.join(", ", type.keys()), hint, stepHint(key)));
    }

    private void rejectMissing(String key) {
      String usual = key.equals("base") ? " (usually 10 or 2)" : "";
      entry.tell(key, key + " is required for type " + type.documentedName() + usual);
    }

    private Optional<String> suggestion(String key) {
      List<String> free = type.keys().stream().filter(known -> !entry.has(known)).toList();
      return Optional.ofNullable(OTHER_NAMES.get(key.toLowerCase(Locale.ROOT)))
          .filter(free::contains)
          .or(() -> NearestName.of(key, free));
    }

    private String stepHint(String key) {
      Optional<DistributionType> quantized = DistributionType.named("q" + type.documentedName());
      return key.equals("q") && quantized.isPresent()
          ? "; the type with a step is " + quantized.get().documentedName()
          : "";
    }
  }
}
