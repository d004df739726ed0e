package io.synapse.job;

import static io.synapse.job.SchemaParts.schema;

import io.synapse.space.DistributionType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON Schema of one object of the {@code hyperparameters} list. */
final class SpaceSchema {

  private SpaceSchema() {}

  /** The schema: a name, a type, and what the type takes. */
  static Map<String, Object> document() {
    return schema(
        "description",
        "one hyperparameter to search",
        "type",
        "object",
        "properties",
        schema("name", name(), "type", schema("enum", DistributionType.documentedNames())),
        "required",
        List.of("name", "type"),
        "allOf",
        Arrays.stream(DistributionType.values()).map(SpaceSchema::ofType).toList());
  }

  private static Map<String, Object> name() {
    return schema("type", "string", "pattern", SchemaParts.NOT_BLANK);
  }

  private static Map<String, Object> ofType(DistributionType type) {
    Map<String, Object> properties = schema("name", true, "type", true);
    Stream.concat(type.required().stream(), type.optional().stream())
        .forEach(parameter -> properties.put(parameter, parameter(type, parameter)));
    return schema(
        "if",
        schema("properties", schema("type", schema("const", type.documentedName()))),
        "then",
        schema(
            "properties", properties, "required", type.required(), "additionalProperties", false));
  }

  private static Map<String, Object> parameter(DistributionType type, String parameter) {
    return switch (parameter) {
      case "options" ->
          schema(
              "type", "array", "minItems", 1, "uniqueItems", type == DistributionType.GRID_SEARCH);
      case "base" -> schema("type", "number", "exclusiveMinimum", 1);
      case "sd" -> schema("type", "number", "exclusiveMinimum", 0);
      case "mean" -> schema("type", "number");
      default -> boundOrStep(type, parameter);
    };
  }

  private static Map<String, Object> boundOrStep(DistributionType type, String parameter) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type.isInteger() ? "integer" : "number");
    if (type.isInteger()) {
      schema.putAll(SchemaParts.integerLimits());
    }
    if (type.isLog() || parameter.equals("q")) {
      schema.remove("minimum");
      schema.put("exclusiveMinimum", 0);
    }
    return schema;
  }
}
