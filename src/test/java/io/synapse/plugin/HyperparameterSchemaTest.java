package io.synapse.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.api.TrainPlugin;
import io.synapse.plugin.HyperparameterSchema.SearchedParameter;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperparameterSchemaTest {

  private static final String SCHEMA =
      """
      {
        "type": "object",
        "properties": {
          "epochs": {"type": "integer", "minimum": 1, "maximum": 100},
          "learning_rate": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
          "optimizer": {"enum": ["adam", "sgd"]},
          "dropout": {"$ref": "#/$defs/share"},
          "step": {"multipleOf": 0.1},
          "layers": {"type": "array", "items": {"type": "integer"}},
          "warmup": {"anyOf": [{"type": "integer", "minimum": 0}, {"const": "auto"}]},
          "name": {"type": ["string", "null"], "pattern": "^[a-z]+$"}
        },
        "required": ["epochs"],
        "additionalProperties": false,
        "if": {"properties": {"optimizer": {"const": "adam"}}},
        "then": {"properties": {"learning_rate": {"maximum": 0.1}}},
        "$defs": {"share": {"type": "number", "minimum": 0, "maximum": 0.9}}
      }
      """;

  private static final String PLACE = "digits.jar!/hyperparameters.schema.json";

  private static final String RULE_OF = " (rule of the plugin's hyperparameters.schema.json)";

  private final HyperparameterSchema schema = HyperparameterSchema.parse(SCHEMA, PLACE);

  @TempDir Path folder;

  @Test
  void goodValuesPass() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("epochs", 30L);
    values.put("learning_rate", 0.05);
    values.put("optimizer", "adam");
    values.put("step", 0.3);
    values.put("layers", List.of(64L, 32.0));
    values.put("warmup", "auto");
    values.put("name", null);
    assertThat(check(values)).isEmpty();
    assertThat(check(Map.of("epochs", 4.0))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          epochs        | 4.5      | must be an integer, and is 4.5
          epochs        | ten      | must be an integer, and is "ten"
          epochs        | 0        | must be at least 1, and is 0
          epochs        | 101      | must be at most 100, and is 101
          learning_rate | 0        | must be above 0, and is 0
          learning_rate | 1        | must be below 1, and is 1
          optimizer     | adm      | must be one of ["adam","sgd"], and is "adm"
          dropout       | 0.95     | must be at most 0.9, and is 0.95
          step          | 0.25     | must be a multiple of 0.1, and is 0.25
          warmup        | -1       | must be at least 0, and is -1; or must be "auto", and is -1
          name          | 7        | must be a text or null, and is 7
          name          | A        | must be a text that matches "^[a-z]+$", and is "A"
          """)
  void aWrongValueIsToldWithRuleAndValue(String name, String written, String message) {
    Map<String, Object> values = new LinkedHashMap<>(Map.of("epochs", 5L));
    values.put(name, value(written));
    List<Problem> problems = check(values);
    assertThat(problems.get(0).path()).isEqualTo("params.hyperparameter." + name);
    assertThat(problems.get(0).message()).isEqualTo(message + RULE_OF);
  }

  @Test
  void aValueInsideAListIsToldWithItsIndex() {
    assertThat(check(Map.of("epochs", 1L, "layers", List.of(1L, "x"))))
        .extracting(Problem::path)
        .containsExactly("params.hyperparameter.layers[1]");
  }

  @Test
  void numbersThatJsonDoesNotHaveAreTold() {
    assertThat(check(Map.of("epochs", 1L, "learning_rate", Double.NaN)))
        .extracting(Problem::message)
        .first()
        .asString()
        .contains("must be a number, and is \"NaN\"");
  }

  @Test
  void missingAndUnknownNamesAreToldWithAHint() {
    assertThat(check(Map.of("learning_rat", 0.1)))
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "params.hyperparameter: the plugin requires 'epochs', which is missing; add it"
                + RULE_OF,
            "params.hyperparameter: the plugin has no hyperparameter 'learning_rat';"
                + " did you mean 'learning_rate'?"
                + RULE_OF);
  }

  @Test
  void rulesBetweenValuesHoldInTrainMode() {
    assertThat(check(Map.of("epochs", 1L, "optimizer", "adam", "learning_rate", 0.5))).hasSize(1);
    assertThat(check(Map.of("epochs", 1L, "optimizer", "sgd", "learning_rate", 0.5))).isEmpty();
  }

  @Test
  void messagesAreEnglishInAnyLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.KOREA);
    try {
      HyperparameterSchema other =
          HyperparameterSchema.parse("{\"properties\": {\"a\": {\"minItems\": 2}}}", "s");
      Problems problems = new Problems();
      other.check(Map.of("a", List.of()), "p", problems);
      assertThat(problems.errors().get(0).message()).matches("[\\x20-\\x7e]+").contains("2 items");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void eachValueOfASearchSpaceIsChecked() {
    List<Problem> problems =
        checkSearch(
            searched(0, "epochs", Map.of("min", 5L, "max", 500L)),
            searched(1, "optimizer", Map.of("options[0]", "adam", "options[1]", "adagrad")),
            searched(2, "learning_rate", Map.of("min", 0.5, "max", 0.9)),
            searched(3, "layers", Map.of("options[0]", List.of(1L, "x"))));
    assertThat(problems)
        .extracting(Problem::path)
        .containsExactly(
            "params.hyperparameters[0].max",
            "params.hyperparameters[1].options[1]",
            "params.hyperparameters[3].options[0][1]");
    assertThat(problems.get(0).message()).contains("must be at most 100, and is 500");
  }

  @Test
  void theNamesOfASearchSpaceAreCheckedTogether() {
    List<Problem> problems = checkSearch(searched(0, "optimiser", Map.of("options[0]", "adam")));
    assertThat(problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("params.hyperparameters", "params.hyperparameters[0]");
    assertThat(problems)
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("requires 'epochs'"))
        .anyMatch(message -> message.contains("did you mean 'optimizer'?"));
  }

  @Test
  void aGoodSearchSpacePasses() {
    assertThat(
            checkSearch(
                searched(0, "epochs", Map.of("min", 5L, "max", 50L)),
                searched(1, "warmup", Map.of("options[0]", "auto", "options[1]", 3L))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type": "object"                                    | is not JSON
          {"type": "object", "type": "object"}                 | is not JSON
          [1]                                                  | must be an object or true or false, and is [1]
          {"properties": {"a": {"type": "intger"}}}            | at properties.a.type: must be one of
          {"properties": {"a": {"minimum": "3"}}}              | at properties.a.minimum: must be a number, and is "3"
          {"properties": {"a": {"$ref": "#/$defs/no"}}}        | Reference /$defs/no cannot be resolved
          {"properties": {"a": {"$ref": "https://example.com/a.json"}}} | it refers to https://example.com/a.json, and references have to stay inside
          {"properties": {"a": {"$ref": "file:///etc/hostname"}}} | it refers to file:///etc/hostname
          {"$schema": "https://example.com/my-draft"}          | is not a usable JSON Schema
          {"properties": {"a": {"pattern": "("}}}              | is not a usable JSON Schema
          {"$ref": "#"}                                        | refers to itself without end
          {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"$ref": "#/$defs/b"}}} | refers to itself without end
          """)
  void aBrokenSchemaIsToldWithItsFile(String text, String message) {
    assertThatThrownBy(() -> HyperparameterSchema.parse(text, PLACE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(PLACE)
        .hasMessageContaining(message);
  }

  @Test
  void aSchemaThatDescendsIntoItselfIsUsable() {
    String tree = "{\"properties\": {\"child\": {\"$ref\": \"#\"}, \"n\": {\"minimum\": 1}}}";
    Problems problems = new Problems();
    HyperparameterSchema.parse(tree, PLACE)
        .check(Map.of("child", Map.of("child", Map.of("n", 0L))), "p", problems);
    assertThat(problems.errors()).extracting(Problem::path).containsExactly("p.child.child.n");
  }

  @Test
  void anEndlessReferenceDeepInAValueIsTold() {
    String hidden =
        "{\"properties\": {\"a\": {\"properties\": {\"b\": {\"$ref\": \"#/$defs/b\"}}}},"
            + " \"$defs\": {\"b\": {\"$ref\": \"#/$defs/b\"}}}";
    HyperparameterSchema endless = HyperparameterSchema.parse(hidden, PLACE);
    assertThatThrownBy(() -> endless.check(Map.of("a", Map.of("b", 1L)), "p", new Problems()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("refers to itself without end");
  }

  @Test
  void aSchemaThatIsAListIsToldOnce() {
    assertThatThrownBy(() -> HyperparameterSchema.parse("[]", PLACE))
        .satisfies(e -> assertThat(((InvalidInputException) e).problems()).hasSize(1));
  }

  @Test
  void anOlderDraftIsRead() {
    String draft7 =
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\","
            + " \"properties\": {\"a\": {\"type\": \"integer\"}}}";
    Problems problems = new Problems();
    HyperparameterSchema.parse(draft7, PLACE).check(Map.of("a", "x"), "p", problems);
    assertThat(problems.errors()).hasSize(1);
  }

  @Test
  void thePluginsOwnFileIsFoundInsideAndBeside() throws IOException {
    Path jar = folder.resolve("plugin.jar");
    PluginBuild build = new PluginBuild(folder.resolve("build")).trainPlugin("Mine");
    build.service(TrainPlugin.class, "mine.Mine").jar(jar);
    Files.writeString(folder.resolve("hyperparameters.schema.json"), "{\"title\": \"beside\"}");
    assertThat(schemaText(jar)).contains("{\"title\": \"beside\"}");
    build.resource("hyperparameters.schema.json", "{\"title\": \"inside\"}").jar(jar);
    assertThat(schemaText(jar)).contains("{\"title\": \"inside\"}");
  }

  private static Optional<String> schemaText(Path jar) {
    try (JavaPlugin plugin = PluginLoader.load(List.of(jar), Optional.empty())) {
      return plugin.schema().map(HyperparameterSchema::text);
    }
  }

  private static Object value(String written) {
    try {
      return written.contains(".") ? (Object) Double.valueOf(written) : Long.valueOf(written);
    } catch (NumberFormatException e) {
      return written;
    }
  }

  private static SearchedParameter searched(int index, String name, Map<String, Object> values) {
    String path = "params.hyperparameters[" + index + "]";
    Map<String, Object> byPath = new LinkedHashMap<>();
    values.forEach((at, value) -> byPath.put(path + "." + at, value));
    return new SearchedParameter(name, path, byPath, Optional.empty());
  }

  private List<Problem> check(Map<String, Object> values) {
    Problems problems = new Problems();
    schema.check(values, "params.hyperparameter", problems);
    return problems.errors();
  }

  private List<Problem> checkSearch(SearchedParameter... parameters) {
    Problems problems = new Problems();
    schema.checkSearch(List.of(parameters), "params.hyperparameters", problems);
    return problems.errors();
  }
}
