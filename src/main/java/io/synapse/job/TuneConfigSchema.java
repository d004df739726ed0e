package io.synapse.job;

import static io.synapse.job.SchemaParts.schema;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON Schema of {@code tune_config}. */
final class TuneConfigSchema {

  private final List<AlgorithmSpecification> searchAlgorithms;
  private final List<AlgorithmSpecification> schedulers;

  TuneConfigSchema(
      List<AlgorithmSpecification> searchAlgorithms, List<AlgorithmSpecification> schedulers) {
    this.searchAlgorithms = searchAlgorithms;
    this.schedulers = schedulers;
  }

  Map<String, Object> document() {
    Map<String, Object> properties = SchemaParts.fields(JobFields.OF_TUNE_CONFIG);
    properties.put(JobFields.STOP, stop());
    properties.put(JobFields.SEARCH_ALG, algorithm(searchAlgorithms, points()));
    properties.put(JobFields.SCHEDULER, algorithm(schedulers, Map.of()));
    return schema(
        "type",
        "object",
        "properties",
        properties,
        "required",
        SchemaParts.required(JobFields.OF_TUNE_CONFIG),
        "additionalProperties",
        false);
  }

  private static Map<String, Object> stop() {
    return schema(
        "description",
        "a trial ends when a metric or training_iteration reaches its value",
        "type",
        List.of("object", "null"),
        "propertyNames",
        schema("pattern", SchemaParts.NOT_BLANK),
        "additionalProperties",
        schema("type", "number"));
  }

  private static Map<String, Object> points() {
    return schema(
        JobFields.POINTS_TO_EVALUATE,
        schema(
            "description",
            "configurations to try first, whole or in part",
            "type",
            List.of("array", "null"),
            "items",
            schema("type", "object")));
  }

  private static Map<String, Object> algorithm(
      List<AlgorithmSpecification> known, Map<String, Object> further) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(JobFields.ALGORITHM_NAME, name(known));
    properties.put(JobFields.ALGORITHM_OPTIONS, schema("type", List.of("object", "null")));
    properties.putAll(further);
    return schema(
        "type",
        List.of("object", "null"),
        "properties",
        properties,
        "additionalProperties",
        false,
        "allOf",
        known.stream().map(each -> optionsOf(each, each.equals(known.get(0)))).toList());
  }

  private static Map<String, Object> name(List<AlgorithmSpecification> known) {
    return schema(
        "description",
        "in any case",
        "default",
        known.get(0).name(),
        "anyOf",
        List.of(
            schema("enum", known.stream().flatMap(TuneConfigSchema::names).toList()),
            schema("type", "string", "pattern", pattern(known.stream())),
            schema("type", "null")));
  }

  private static Map<String, Object> optionsOf(AlgorithmSpecification chosen, boolean isDefault) {
    Map<String, Object> named = schema("type", "string", "pattern", pattern(Stream.of(chosen)));
    Map<String, Object> name =
        isDefault ? schema("anyOf", List.of(named, schema("type", "null"))) : named;
    Map<String, Object> condition = schema("properties", schema(JobFields.ALGORITHM_NAME, name));
    if (!isDefault) {
      condition.put("required", List.of(JobFields.ALGORITHM_NAME));
    }
    Map<String, Object> options =
        schema("properties", options(chosen), "additionalProperties", false);
    Map<String, Object> consequence =
        schema("properties", schema(JobFields.ALGORITHM_OPTIONS, options));
    return schema("if", condition, "then", consequence);
  }

  private static Map<String, Object> options(AlgorithmSpecification chosen) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (OptionSpecification option : chosen.options()) {
      properties.put(option.name(), SchemaParts.option(option));
    }
    return properties;
  }

  /** The names in any case; JSON Schema's patterns have no switch for that. */
  private static String pattern(Stream<AlgorithmSpecification> known) {
    return known
        .flatMap(TuneConfigSchema::names)
        .map(TuneConfigSchema::inAnyCase)
        .collect(Collectors.joining("|", "^(?:", ")$"));
  }

  private static Stream<String> names(AlgorithmSpecification algorithm) {
    return Stream.concat(Stream.of(algorithm.name()), algorithm.aliases().stream());
  }

  private static String inAnyCase(String name) {
    return name.chars()
        .mapToObj(Character::toString)
        .map(letter -> "[" + letter + letter.toUpperCase(Locale.ROOT) + "]")
        .collect(Collectors.joining());
  }
}
