package io.synapse.plugin;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plugin's rules for its hyperparameters: a JSON Schema (2020-12 unless its {@code $schema} names
 * another draft). References stay inside the schema; nothing is fetched. Immutable.
 */
public final class HyperparameterSchema {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String RULE_OF = " (rule of the plugin's " + SchemaFile.NAME + ")";

  private final String place;
  private final String text;
  private final JsonNode document;
  private final Schema schema;

  private HyperparameterSchema(String place, String text, JsonNode document, Schema schema) {
    this.place = place;
    this.text = text;
    this.document = document;
    this.schema = schema;
  }

  /**
   * Reads a schema and checks it against its own draft's rules.
   *
   * @param text the JSON
   * @param place the file as messages name it
   * @throws InvalidInputException when it is no JSON, no schema, or refers to another document
   */
  public static HyperparameterSchema parse(String text, String place) {
    try {
      JsonNode document = MAPPER.readTree(text);
      SpecificationVersion draft =
          SpecificationVersion.fromSchemaNode(document).orElse(SpecificationVersion.DRAFT_2020_12);
      SchemaRegistry registry = SchemaRegistry.withDefaultDialect(draft);
      Problems problems = new Problems();
      Schema rules = registry.getSchema(SchemaLocation.of(draft.getDialectId()));
      SchemaErrors.of(validate(rules, document)).stream()
          .map(SchemaErrors.Located::told)
          .distinct()
          .forEach(told -> problems.error(place, told));
      problems.throwIfAny();
      Schema schema = registry.getSchema(document);
      schema.initializeValidators();
      validate(schema, trial(document));
      return new HyperparameterSchema(place, text, document, schema);
    } catch (JacksonException e) {
      throw broken(place, "is not JSON: " + describe(e));
    } catch (SchemaException e) {
      throw broken(place, "is not a usable JSON Schema: " + reason(e));
    } catch (StackOverflowError e) {
      throw endless(place);
    }
  }

  /** A value for every name that the schema describes: it leads through each one's references. */
  private static JsonNode trial(JsonNode document) {
    Map<String, Object> values = new HashMap<>();
    document.path("properties").propertyNames().forEach(name -> values.put(name, 1));
    return tree(values);
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /** The file as messages name it. */
  public String place() {
    return place;
  }

  /**
   * Checks the values of a single training.
   *
   * @param hyperparameter the values by name, JSON values
   * @param path where they stand in the job, such as {@code params.hyperparameter}
   * @param problems takes what is wrong
   */
  public void check(Map<String, ?> hyperparameter, String path, Problems problems) {
    JsonNode values = MAPPER.valueToTree(hyperparameter);
    for (SchemaErrors.Located error : errors(values)) {
      report(error, path + error.steps(), problems);
    }
  }

  /**
   * Checks a search space: each value alone, and the names together. Rules that make one value
   * depend on another ({@code if}, {@code anyOf} at the top) are left to the trials.
   *
   * @param parameters the hyperparameters searched
   * @param path where the list stands in the job, such as {@code params.hyperparameters}
   * @param problems takes what is wrong
   */
  public void checkSearch(List<SearchedParameter> parameters, String path, Problems problems) {
    parameters.forEach(parameter -> checkValues(parameter, problems));
    checkNames(parameters, path, problems);
  }

  private void checkValues(SearchedParameter parameter, Problems problems) {
    String name = parameter.name();
    boolean sound = true;
    for (Map.Entry<String, Object> value : parameter.values().entrySet()) {
      for (SchemaErrors.Located error : errorsOf(name, value.getValue())) {
        report(error, value.getKey() + error.stepsBelow(name), problems);
        sound = false;
      }
    }
    if (sound) {
      parameter.between().ifPresent(between -> checkBetween(parameter, between, problems));
    }
  }

  /** The value between the bounds is none that the author wrote, and so is not shown. */
  private void checkBetween(
      SearchedParameter parameter, SearchedParameter.Between between, Problems problems) {
    errorsOf(parameter.name(), between.value()).stream()
        .findFirst()
        .map(error -> between.refusal(error.keyword()))
        .ifPresent(message -> problems.error(parameter.path() + ".type", message + RULE_OF));
  }

  private List<SchemaErrors.Located> errorsOf(String name, Object value) {
    Map<String, Object> alone = new HashMap<>();
    alone.put(name, value);
    return errors(tree(alone)).stream()
        .filter(error -> error.isUnconditional() && error.isBelow(name))
        .toList();
  }

  private void checkNames(List<SearchedParameter> parameters, String path, Problems problems) {
    Map<String, Object> together = new HashMap<>();
    Map<String, String> paths = new HashMap<>();
    for (SearchedParameter parameter : parameters) {
      Object any = parameter.values().values().stream().findFirst().orElse(null);
      together.put(parameter.name(), any);
      paths.put(parameter.name(), parameter.path());
    }
    Set<String> told = new HashSet<>();
    for (SchemaErrors.Located error : errors(tree(together))) {
      if (error.isUnconditional() && error.isAtTop() && told.add(error.message())) {
        report(error, paths.getOrDefault(error.property(), path), problems);
      }
    }
  }

  private void report(SchemaErrors.Located error, String path, Problems problems) {
    problems.error(path, error.message() + error.hint(document) + RULE_OF);
  }

  private List<SchemaErrors.Located> errors(JsonNode values) {
    try {
      return SchemaErrors.of(validate(schema, values));
    } catch (StackOverflowError e) {
      throw endless(place);
    }
  }

  private static JsonNode tree(Map<String, Object> values) {
    return MAPPER.valueToTree(values);
  }

  private static List<com.networknt.schema.Error> validate(Schema schema, JsonNode values) {
    return schema.validate(
        values, context -> context.executionConfig(config -> config.locale(Locale.ENGLISH)));
  }

  private static InvalidInputException endless(String place) {
    return broken(place, "refers to itself without end");
  }

  private static InvalidInputException broken(String place, String what) {
    return new InvalidInputException(
        "the plugin's " + place + " " + what + "; correct it, or take it out");
  }

  private static String describe(JacksonException failure) {
    return failure.getOriginalMessage()
        + (failure.getLocation() == null ? "" : " at line " + failure.getLocation().getLineNr());
  }

  private static String reason(SchemaException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("FileNotFoundException")
        ? message.replaceFirst(".*FileNotFoundException: ", "it refers to ")
            + ", and references have to stay inside the schema"
        : message;
  }

  /**
   * A plugin's {@code hyperparameters.schema.json}.
   *
   * @param place the file as messages name it
   * @param content its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record SchemaFile(String place, byte[] content) {

    static final String NAME = "hyperparameters.schema.json";

    /** The file in the root of the jar or folder, else the one beside it. */
    static Optional<SchemaFile> find(ClassPathEntry plugin) {
      Optional<SchemaFile> inside =
          plugin.content(NAME).map(content -> new SchemaFile(plugin.describe(NAME), content));
      return inside.isPresent() ? inside : beside(plugin.path());
    }

    static Optional<SchemaFile> beside(Path plugin) {
      Path file = plugin.resolveSibling(NAME);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try {
        return Optional.of(new SchemaFile(file.toString(), Files.readAllBytes(file)));
      } catch (IOException e) {
        throw new InvalidInputException(
            "the plugin's "
                + file
                + " cannot be read: "
                + e.getMessage()
                + "; give read permission");
      }
    }

    HyperparameterSchema parse() {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        return HyperparameterSchema.parse(text, place);
      } catch (CharacterCodingException e) {
        throw new InvalidInputException("the plugin's " + place + " is not UTF-8 text; convert it");
      }
    }
  }

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
              draws
                  + "any number between its bounds, and the plugin does not allow all; use choice";
        };
      }
    }
  }
}
