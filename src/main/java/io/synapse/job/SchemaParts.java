package io.synapse.job;

import io.synapse.problem.BlankText;
import io.synapse.problem.OptionSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces that JSON Schemas are put together from. */
final class SchemaParts {

  /** A text that holds more than white space. */
  static final String NOT_BLANK = "[^" + BlankText.BLANK_CHARACTERS + "]";

  private SchemaParts() {}

  /** A schema, or any object: keys and values in turn, in this order. */
  static Map<String, Object> schema(Object... keysAndValues) {
    Map<String, Object> schema = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      schema.put((String) keysAndValues[index], keysAndValues[index + 1]);
    }
    return schema;
  }

  /** A reference to a part under {@code $defs}. */
  static Map<String, Object> reference(String definition) {
    return schema("$ref", "#/$defs/" + definition);
  }

  /** What an option of an algorithm may be. */
  static Map<String, Object> option(OptionSpecification option) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", option.description());
    if (option.defaultValue() != null) {
      schema.put("default", option.defaultValue());
    }
    schema.put("type", type(option));
    if (option.type() == OptionSpecification.Type.NUMBERS) {
      schema.put("items", schema("type", "number"));
    }
    if (!option.choices().isEmpty()) {
      schema.put("enum", option.choices());
    }
    addLimits(option, schema);
    return schema;
  }

  private static void addLimits(OptionSpecification option, Map<String, Object> schema) {
    option
        .range()
        .ifPresent(
            range -> {
              schema.put(range.minIncluded() ? "minimum" : "exclusiveMinimum", plain(range.min()));
              if (Double.isFinite(range.max())) {
                schema.put("maximum", plain(range.max()));
              }
            });
    if (option.type() == OptionSpecification.Type.INTEGER) {
      integerLimits().forEach(schema::putIfAbsent);
    }
  }

  /** Whole numbers without a fraction, as people write them. */
  private static Number plain(double limit) {
    return limit == Math.rint(limit) ? (Number) (long) limit : (Number) limit;
  }

  /** The limits of what a 64-bit integer holds. */
  static Map<String, Object> integerLimits() {
    return schema("minimum", Long.MIN_VALUE, "maximum", Long.MAX_VALUE);
  }

  private static String type(OptionSpecification option) {
    return switch (option.type()) {
      case INTEGER -> "integer";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case TEXT -> "string";
      case NUMBERS -> "array";
      case OBJECT -> "object";
    };
  }

  /** A field of a job: like an option, and null stands for leaving it out where that is allowed. */
  static Map<String, Object> field(OptionSpecification field) {
    Map<String, Object> schema = option(field);
    if (JobFields.NOT_BLANK.contains(field)) {
      schema.put("pattern", NOT_BLANK);
    }
    return JobFields.REQUIRED.contains(field) ? schema : orNull(schema);
  }

  /** The same with null allowed as well. */
  static Map<String, Object> orNull(Map<String, Object> schema) {
    Map<String, Object> nullable = new LinkedHashMap<>(schema);
    nullable.put("type", List.of(schema.get("type"), "null"));
    nullable.computeIfPresent("enum", (key, values) -> withNull((List<?>) values));
    return nullable;
  }

  private static List<Object> withNull(List<?> values) {
    List<Object> nullable = new ArrayList<>(values);
    nullable.add(null);
    return nullable;
  }

  /** The schemas of fields by their names. */
  static Map<String, Object> fields(List<OptionSpecification> fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.forEach(field -> properties.put(field.name(), field(field)));
    return properties;
  }

  /** The names of those fields that must be given. */
  static List<String> required(List<OptionSpecification> fields) {
    return fields.stream()
        .filter(JobFields.REQUIRED::contains)
        .map(OptionSpecification::name)
        .toList();
  }
}
