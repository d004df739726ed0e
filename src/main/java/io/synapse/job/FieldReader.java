package io.synapse.job;

import io.synapse.problem.BlankText;
import io.synapse.problem.NearestName;
import io.synapse.problem.OptionSpecification;
import io.synapse.problem.Problems;
import io.synapse.problem.ShownValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The fields of one object of a job file. A field that is null counts as left out. After an error a
 * getter gives a value of the right type, which nobody may use: the job is refused in the end.
 */
final class FieldReader {

  /** How messages call an object. */
  static final String OBJECT = "an object";

  /** How messages call a list. */
  static final String LIST = "a list";

  private final Map<String, Object> values;
  private final String path;
  private final Problems problems;

  /**
   * An object's fields.
   *
   * @param values the object
   * @param path where it stands; empty for the whole file
   * @param problems takes what is wrong
   */
  FieldReader(Map<String, Object> values, String path, Problems problems) {
    this.values = values;
    this.path = path;
    this.problems = problems;
  }

  /** Where a field of this object stands. */
  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Takes what is wrong with this object. */
  Problems problems() {
    return problems;
  }

  /** Reports a field. */
  void error(String name, String message) {
    problems.error(path(name), message);
  }

  /** Reports a field that has the wrong kind of value. */
  void wrongType(String name, String wanted, String remedy) {
    error(name, "must be " + wanted + ", and is " + ShownValue.of(values.get(name)) + remedy);
  }

  /** The names of all fields, those that are null included. */
  Set<String> names() {
    return values.keySet();
  }

  /** Whether the field is there and not null. */
  boolean has(String name) {
    return values.get(name) != null;
  }

  /** The field as it is; null when it is left out. */
  Object raw(String name) {
    return values.get(name);
  }

  /** The field as a list; empty, and an error, when it is something else. */
  Optional<List<?>> list(String name, String wanted, String remedy) {
    if (values.get(name) instanceof List<?> list) {
      return Optional.of(list);
    }
    wrongType(name, wanted, remedy);
    return Optional.empty();
  }

  /** The field as an object with fields; empty, and an error, when it is something else. */
  Optional<FieldReader> object(String name, String remedy) {
    return map(name, OBJECT, remedy).map(map -> new FieldReader(map, path(name), problems));
  }

  /** The field as an object; empty, and an error, when it is something else. */
  Optional<Map<String, Object>> map(String name, String wanted, String remedy) {
    if (values.get(name) instanceof Map<?, ?> map) {
      return Optional.of(JsonObjects.of(map));
    }
    wrongType(name, wanted, remedy);
    return Optional.empty();
  }

  /** Reports every field that is not known. */
  void refuseUnknown(List<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        String hint = NearestName.hint(name, known);
        error(name, "unknown key" + (hint.isEmpty() ? "; there are " + listed(known) : hint));
      }
    }
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }

  String text(OptionSpecification field) {
    String text = value(field).map(String.class::cast).orElse("");
    if (JobFields.NOT_BLANK.contains(field) && has(field.name()) && isBlankText(field)) {
      error(field.name(), field.name() + " must not be blank");
    }
    return text;
  }

  private boolean isBlankText(OptionSpecification field) {
    return raw(field.name()) instanceof String text && BlankText.isBlank(text);
  }

  boolean truth(OptionSpecification field) {
    return value(field).map(Boolean.class::cast).orElse(false);
  }

  OptionalInt integer(OptionSpecification field) {
    OptionalLong value = wideInteger(field);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  OptionalLong wideInteger(OptionSpecification field) {
    return value(field).map(value -> OptionalLong.of((Long) value)).orElseGet(OptionalLong::empty);
  }

  OptionalDouble number(OptionSpecification field) {
    return value(field)
        .map(value -> OptionalDouble.of((Double) value))
        .orElseGet(OptionalDouble::empty);
  }

  /** The checked value, or the default; empty without one and after an error. */
  private Optional<Object> value(OptionSpecification field) {
    if (has(field.name())) {
      return Optional.ofNullable(field.check(raw(field.name()), path(field.name()), problems));
    }
    if (JobFields.REQUIRED.contains(field)) {
      error(field.name(), field.name() + " is required: " + field.description());
    }
    return Optional.ofNullable(field.defaultValue());
  }

  /** JSON objects as Java knows them. */
  static final class JsonObjects {

    private JsonObjects() {}

    /** The map with its keys as the texts that a document's keys always are. */
    static Map<String, Object> of(Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((key, value) -> object.put((String) key, value));
      return object;
    }

    /** The value when it is an object. */
    static Optional<Map<String, Object>> when(Object value) {
      return value instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
    }
  }
}
