package io.synapse.job;

import static io.synapse.job.SchemaParts.reference;
import static io.synapse.job.SchemaParts.schema;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.BlankText;
import io.synapse.space.DistributionType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schema (draft 2020-12) of a job file. It accepts what {@link JobReader} accepts, but for
 * rules between two values, which JSON Schema cannot say: that {@code min} is at most {@code max},
 * that names differ, that a point to evaluate lies within the space.
 */
public final class JobSchema {

  /** An integer from 0 to 2147483647, as text. */
  private static final String DATASET_ID =
      "^(?:0|[1-9][0-9]{0,8}|1[0-9]{9}|20[0-9]{8}|21[0-3][0-9]{7}|214[0-6][0-9]{6}"
          + "|2147[0-3][0-9]{5}|21474[0-7][0-9]{4}|214748[0-2][0-9]{3}|2147483[0-5][0-9]{2}"
          + "|21474836[0-3][0-9]|214748364[0-7])$";

  /** What {@link Tracking#parse} takes. */
  private static final String TRACK =
      "^\\s*(?:none|mlflow:[hH][tT][tT][pP][sS]?://[^/\\s@?#]+(?:/[^\\s@?#]*)?)\\s*$";

  /** A path, and after the last {@code #} a name. */
  private static final String PLUGIN =
      "^(?:[^#]*X[^#]*|[\\s\\S]*Y[\\s\\S]*#[^#]*X[^#]*)$"
          .replace("X", "[^#" + BlankText.BLANK_CHARACTERS + "]")
          .replace("Y", SchemaParts.NOT_BLANK);

  private static final Map<String, Object> NULL = schema("type", "null");
  private static final Map<String, Object> OBJECT = schema("type", "object");

  private final TuneConfigSchema tuneConfig;

  /**
   * The schema of jobs that name these algorithms.
   *
   * @param searchAlgorithms the search algorithms that a job can name, the default first
   * @param schedulers the schedulers that a job can name, the default first
   */
  public JobSchema(
      List<AlgorithmSpecification> searchAlgorithms, List<AlgorithmSpecification> schedulers) {
    this.tuneConfig = new TuneConfigSchema(searchAlgorithms, schedulers);
  }

  /** The schema as a JSON document. */
  public Map<String, Object> document() {
    return schema(
        "$schema",
        "https://json-schema.org/draft/2020-12/schema",
        "title",
        "A synapse job",
        "type",
        "object",
        "if",
        schema("anyOf", List.of(requires(JobFields.ACTION), requires(JobFields.PARAMS))),
        "then",
        envelope(),
        "else",
        bare(),
        "$defs",
        definitions());
  }

  private Map<String, Object> definitions() {
    return schema(
        "params",
        params(),
        "fields",
        fields(),
        "train_mode",
        trainMode(),
        "tune_mode",
        tuneMode(),
        "deprecated_params",
        deprecatedParams(),
        "search_space",
        schema("type", "array", "minItems", 1, "items", reference("hyperparameter")),
        "hyperparameter",
        SpaceSchema.document(),
        JobFields.TUNE_CONFIG,
        tuneConfig.document());
  }

  private static Map<String, Object> envelope() {
    Map<String, Object> properties =
        schema(
            JobFields.ACTION,
            schema("enum", Arrays.asList(JobFields.TRAIN, JobMigration.DEPRECATED_ACTION, null)),
            JobFields.PARAMS,
            OBJECT);
    properties.putAll(bindings());
    return schema(
        "properties",
        properties,
        "required",
        List.of(JobFields.PARAMS),
        "additionalProperties",
        false,
        "if",
        schema(
            "properties",
            schema(JobFields.ACTION, schema("const", JobMigration.DEPRECATED_ACTION)),
            "required",
            List.of(JobFields.ACTION)),
        "then",
        paramsAre("deprecated_params"),
        "else",
        paramsAre("params"));
  }

  private static Map<String, Object> paramsAre(String definition) {
    Map<String, Object> params = reference(definition);
    params.put("unevaluatedProperties", false);
    return schema("properties", schema(JobFields.PARAMS, params));
  }

  private static Map<String, Object> bare() {
    Map<String, Object> bare = reference("params");
    bare.put("properties", bindings());
    bare.put("unevaluatedProperties", false);
    return bare;
  }

  private static Map<String, Object> bindings() {
    Map<String, Object> path = schema("type", "string", "pattern", SchemaParts.NOT_BLANK);
    return schema(
        JobFields.PLUGIN,
        schema(
            "description",
            "the plugin: a path, and #Name where it holds several",
            "type",
            List.of("string", "null"),
            "pattern",
            PLUGIN),
        JobFields.PYTHON,
        schema(
            "description",
            "the interpreter for a plugin in Python: a path, an environment's folder, a name",
            "type",
            List.of("string", "null"),
            "pattern",
            SchemaParts.NOT_BLANK),
        JobFields.DATASETS,
        schema(
            "description",
            "where data sets are: id to path",
            "type",
            List.of("object", "null"),
            "propertyNames",
            schema("pattern", DATASET_ID),
            "additionalProperties",
            path),
        JobFields.TRACK,
        schema(
            "description",
            "where runs are shown, too: mlflow:URI, or none",
            "type",
            List.of("string", "null"),
            "pattern",
            TRACK));
  }

  private static Map<String, Object> fields() {
    return schema(
        "type",
        "object",
        "properties",
        SchemaParts.fields(JobFields.OF_PARAMS),
        "required",
        SchemaParts.required(JobFields.OF_PARAMS));
  }

  private static Map<String, Object> params() {
    return schema(
        "allOf",
        List.of(reference("fields")),
        "if",
        schema(
            "properties",
            schema(JobFields.IS_TUNE.name(), schema("const", true)),
            "required",
            List.of(JobFields.IS_TUNE.name())),
        "then",
        reference("tune_mode"),
        "else",
        reference("train_mode"));
  }

  private static Map<String, Object> trainMode() {
    Map<String, Object> single =
        schema("type", "array", "minItems", 1, "maxItems", 1, "items", OBJECT);
    return schema(
        "properties",
        schema(JobFields.TUNE_CONFIG, true),
        "oneOf",
        List.of(
            exactly(JobFields.HYPERPARAMETER, OBJECT, JobFields.HYPERPARAMETERS),
            exactly(JobFields.HYPERPARAMETERS, single, JobFields.HYPERPARAMETER)));
  }

  private static Map<String, Object> tuneMode() {
    Map<String, Object> tune =
        exactly(JobFields.HYPERPARAMETERS, reference("search_space"), JobFields.HYPERPARAMETER);
    return withTuneConfig(tune);
  }

  private static Map<String, Object> deprecatedParams() {
    Map<String, Object> fields = SchemaParts.fields(JobFields.OF_PARAMS);
    fields.put(JobFields.IS_TUNE.name(), true);
    Map<String, Object> renamed =
        schema(
            "properties",
            schema(JobFields.HYPERPARAMETER, reference("search_space")),
            "required",
            List.of(JobFields.HYPERPARAMETER),
            "not",
            requires(JobFields.HYPERPARAMETERS));
    Map<String, Object> named =
        exactly(JobFields.HYPERPARAMETERS, reference("search_space"), JobFields.HYPERPARAMETER);
    return schema(
        "deprecated",
        true,
        "type",
        "object",
        "properties",
        fields,
        "required",
        SchemaParts.required(JobFields.OF_PARAMS),
        "allOf",
        List.of(withTuneConfig(schema("oneOf", List.of(renamed, named)))));
  }

  private static Map<String, Object> withTuneConfig(Map<String, Object> schema) {
    return schema(
        "allOf",
        List.of(
            schema,
            schema(
                "properties",
                schema(JobFields.TUNE_CONFIG, reference(JobFields.TUNE_CONFIG)),
                "required",
                List.of(JobFields.TUNE_CONFIG))));
  }

  /** One field of a shape, and another one left out. */
  private static Map<String, Object> exactly(
      String present, Map<String, Object> shape, String absent) {
    return schema("properties", schema(present, shape, absent, NULL), "required", List.of(present));
  }

  private static Map<String, Object> requires(String field) {
    return schema("required", List.of(field));
  }

  /** The JSON Schema of one object of the {@code hyperparameters} list. */
  static final class SpaceSchema {

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
              "properties",
              properties,
              "required",
              type.required(),
              "additionalProperties",
              false));
    }

    private static Map<String, Object> parameter(DistributionType type, String parameter) {
      return switch (parameter) {
        case "options" ->
            schema(
                "type",
                "array",
                "minItems",
                1,
                "uniqueItems",
                type == DistributionType.GRID_SEARCH);
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
}
