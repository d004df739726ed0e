package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** The files beside the sample plugin: its jobs and the schema of its hyperparameters. */
class DigitsJobsTest {

  private static final Path SAMPLE = DigitsSample.FOLDER;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(strings = {"train", "resume", "grid", "tune"})
  void everyJobIsThereInJsonAndInYamlAlike(String name) throws IOException {
    Map<String, Object> json = read(SAMPLE.resolve(name + ".json"));
    Map<String, Object> yaml = read(SAMPLE.resolve(name + ".yaml"));

    assertThat(withTextKeys(yaml)).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobNamesFilesThatAreThere(Path job) throws IOException {
    Map<String, Object> document = read(job);

    assertThat(document).containsEntry("action", "train").containsKey("params");
    assertThat(SAMPLE.resolve((String) document.get("plugin"))).isRegularFile();
    assertThat(object(document, "datasets").values())
        .allSatisfy(path -> assertThat(SAMPLE.resolve((String) path)).isRegularFile());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobUsesHyperparametersThatTheSchemaKnows(Path job) throws IOException {
    Map<String, Object> params = object(read(job), "params");

    if (params.get("is_tune") == null) {
      assertThat(problems(object(params, "hyperparameter"))).isEmpty();
    } else {
      List<?> space = (List<?>) params.get("hyperparameters");
      assertThat(space)
          .allSatisfy(entry -> assertThat(endsOf((Map<?, ?>) entry)).allMatch(this::isAccepted));
    }
  }

  @Test
  void theSchemaRefusesWhatThePluginRefuses() throws IOException {
    assertThat(problems(Map.of())).isEmpty();
    assertThat(problems(Map.of("epochs", 0))).hasSize(1);
    assertThat(problems(Map.of("learning_rate", 0))).hasSize(1);
    assertThat(problems(Map.of("optimizer", "lion"))).hasSize(1);
    assertThat(problems(Map.of("dropout_rate", 1))).hasSize(1);
    assertThat(problems(Map.of("momentum", 0.9))).hasSize(1);
  }

  @Test
  void everyHyperparameterIsDescribedAndItsDefaultIsValid() throws IOException {
    Map<String, Object> properties = object(parse(schemaText()), "properties");

    assertThat(properties)
        .containsOnlyKeys(
            "epochs",
            "batch_size",
            "learning_rate",
            "optimizer",
            "weight_decay",
            "hidden_units",
            "dropout_rate");
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (String name : properties.keySet()) {
      assertThat(object(properties, name)).containsKeys("type", "description", "default");
      defaults.put(name, object(properties, name).get("default"));
    }
    assertThat(problems(defaults)).isEmpty();
  }

  static List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLE)) {
      return files.filter(file -> file.toString().matches(".*\\.(json|yaml)")).sorted().toList();
    }
  }

  private boolean isAccepted(Map<String, Object> values) {
    try {
      return problems(values).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The configurations at the ends of one dimension of a search space. */
  private static List<Map<String, Object>> endsOf(Map<?, ?> dimension) {
    String name = (String) dimension.get("name");
    List<?> values =
        dimension.get("options") instanceof List<?> options
            ? options
            : List.of(dimension.get("min"), dimension.get("max"));
    return values.stream().map(value -> Map.<String, Object>of(name, value)).toList();
  }

  private static List<String> problems(Map<String, Object> values) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schemaText(), InputFormat.JSON);
    return schema.validate(JSON.writeValueAsString(values), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static String schemaText() throws IOException {
    try (DigitsSample sample = new DigitsSample(SAMPLE)) {
      return sample.schema();
    }
  }

  private static Map<String, Object> read(Path file) throws IOException {
    String text = Files.readString(file);
    if (file.toString().endsWith(".json")) {
      return parse(text);
    }
    Map<?, ?> document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    return withTextKeys(document);
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static Map<String, Object> parse(String json) {
    return JSON.readValue(json, Map.class);
  }

  private static Map<String, Object> object(Map<String, Object> parent, String key) {
    return withTextKeys((Map<?, ?>) parent.get(key));
  }

  /** YAML's keys may be numbers, such as the ids of data sets; JSON's are texts. */
  private static Map<String, Object> withTextKeys(Map<?, ?> map) {
    Map<String, Object> converted = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            converted.put(
                key.toString(), value instanceof Map<?, ?> inner ? withTextKeys(inner) : value));
    return converted;
  }
}
