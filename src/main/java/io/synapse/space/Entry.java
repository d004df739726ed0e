package io.synapse.space;

import io.synapse.problem.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One object of the {@code hyperparameters} list while it is checked. Remembers whether a field was
 * missing or wrong. That one is missing is told by {@link EntryKeys}, not here.
 */
final class Entry {

  private final Map<?, ?> fields;
  private final String path;
  private final Problems problems;
  private boolean sound = true;

  Entry(Map<?, ?> fields, String path, Problems problems) {
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
      reject(field, "must be a number, and is " + Written.text(value(field)));
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
    OptionalLong integer = Integers.of(value(field));
    if (integer.isEmpty()) {
      reject(field, "must be an integer of at most 64 bits, and is " + Written.text(value(field)));
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
          "must be a list such as [16, 32, 64], and is " + Written.text(value("options")));
      return Optional.empty();
    }
    if (list.isEmpty()) {
      reject("options", "must hold at least one value, and is empty");
    } else if (!JsonValues.isFinite(list)) {
      reject("options", "must hold finite numbers, and is " + Written.text(list));
    }
    return Optional.of(list);
  }

  private boolean lacks(String field) {
    sound &= has(field);
    return !has(field);
  }
}
