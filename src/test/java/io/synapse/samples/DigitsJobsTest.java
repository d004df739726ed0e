package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.job.Job;
import io.synapse.job.JobReader;
import io.synapse.job.JobSource;
import io.synapse.job.LoadedJob;
import io.synapse.plugin.HyperparameterSchema;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PluginLoader;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files beside the sample plugin: its jobs and the schema of its hyperparameters. */
class DigitsJobsTest {

  private static final Path SAMPLE = DigitsSample.FOLDER;
  private static final HyperparameterSchema SCHEMA = schemaInTheJar();
  private static final int DRAWS = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"train", "resume", "grid", "tune", "hyperband", "asha", "median", "pbt"})
  void everyJobIsTheSameInJsonAndInYaml(String name) {
    LoadedJob json = read(SAMPLE.resolve(name + ".json"));
    LoadedJob yaml = read(SAMPLE.resolve(name + ".yaml"));

    assertThat(yaml.job()).isEqualTo(json.job());
    assertThat(yaml.bindings()).isEqualTo(json.bindings());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobFindsItsPluginAndItsData(Path file) {
    LoadedJob loaded = read(file);

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.bindings().plugin())
        .hasValueSatisfying(plugin -> assertThat(plugin.path()).isRegularFile());
    assertThat(loaded.bindings().datasets().get(loaded.job().dataset())).isRegularFile();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobUsesOnlyWhatThePluginsSchemaAllows(Path file) {
    Job job = read(file).job();

    assertThat(configurations(job)).isNotEmpty().allSatisfy(DigitsJobsTest::assertAllowed);
  }

  @Test
  void theTrialsOfTheRandomTuningFindAGoodModel() throws Exception {
    SearchSpace space = read(SAMPLE.resolve("tune.yaml")).job().tuning().orElseThrow().space();
    Random random = new Random(7);
    List<Double> accuracies = new ArrayList<>();

    DigitsSample sample = new DigitsSample(folder);
    for (int trial = 0; trial < 20; trial++) {
      RecordingRun run = sample.tune(space.sample(random).values(), null);
      accuracies.add((Double) run.reports.get(run.reports.size() - 1).get("validation_accuracy"));
    }

    assertThat(accuracies).anyMatch(accuracy -> accuracy >= 0.93);
    assertThat(accuracies).noneMatch(accuracy -> accuracy.isNaN());
  }

  @Test
  void theSchemaRefusesWhatThePluginRefuses() {
    assertThat(problems(Map.of())).isEmpty();
    assertThat(problems(Map.of("epochs", 0L))).hasSize(1);
    assertThat(problems(Map.of("batch_size", 1.5))).hasSize(1);
    assertThat(problems(Map.of("learning_rate", 0L))).hasSize(1);
    assertThat(problems(Map.of("optimizer", "lion"))).hasSize(1);
    assertThat(problems(Map.of("weight_decay", -0.1))).hasSize(1);
    assertThat(problems(Map.of("hidden_units", 5000L))).hasSize(1);
    assertThat(problems(Map.of("dropout_rate", 1L))).hasSize(1);
    assertThat(problems(Map.of("momentum", 0.9))).hasSize(1);
  }

  @Test
  void theSchemaDescribesEveryHyperparameterAndItsDefaultIsAllowed() {
    JsonNode properties = JsonMapper.builder().build().readTree(SCHEMA.text()).get("properties");
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      JsonNode rules = property.getValue();
      assertThat(rules.has("type") && rules.has("description")).as(property.getKey()).isTrue();
      JsonNode value = rules.get("default");
      defaults.put(property.getKey(), value.isNumber() ? value.numberValue() : value.stringValue());
    }

    assertThat(defaults)
        .containsOnlyKeys(
            "epochs",
            "batch_size",
            "learning_rate",
            "optimizer",
            "weight_decay",
            "hidden_units",
            "dropout_rate");
    assertAllowed(defaults);
  }

  static List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLE)) {
      return files.filter(file -> file.toString().matches(".*\\.(json|yaml)")).sorted().toList();
    }
  }

  /** The configuration of a training, or many that a tuning could draw. */
  private static List<Map<String, Object>> configurations(Job job) {
    if (!job.isTune()) {
      return List.of(job.hyperparameter());
    }
    Random random = new Random(1);
    SearchSpace space = job.tuning().orElseThrow().space();
    return Stream.generate(() -> space.sample(random)).limit(DRAWS).map(Config::values).toList();
  }

  private static void assertAllowed(Map<String, ?> values) {
    assertThat(problems(values)).isEmpty();
  }

  private static List<Problem> problems(Map<String, ?> values) {
    Problems problems = new Problems();
    SCHEMA.check(values, "params.hyperparameter", problems);
    return problems.errors();
  }

  private static HyperparameterSchema schemaInTheJar() {
    Path jar = SAMPLE.resolve("target/digits.jar");
    try (JavaPlugin plugin = PluginLoader.load(List.of(jar), Optional.empty())) {
      return plugin.schema().orElseThrow();
    }
  }

  private static LoadedJob read(Path file) {
    return new JobReader(Searchers.specifications(), Schedulers.specifications())
        .read(JobSource.file(file), List.of());
  }
}
