package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.job.Job;
import io.synapse.job.JobReader;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.JobSource;
import io.synapse.plugin.HyperparameterSchema;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for the jobs of every sample, and for the schema of its hyperparameters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SampleJobsContract {

  private static final int DRAWS = 200;

  private final Path sample;
  private final HyperparameterSchema schema;

  SampleJobsContract(Path sample, HyperparameterSchema schema) {
    this.sample = sample;
    this.schema = schema;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyJobIsTheSameInJsonAndInYaml(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    LoadedJob json = read(name + ".json");
    LoadedJob yaml = read(name + ".yaml");

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
    assertThat(configurations(read(file).job())).isNotEmpty().allSatisfy(this::assertAllowed);
  }

  @Test
  void theSchemaDescribesEveryHyperparameterAndItsDefaultIsAllowed() {
    assertThat(properties())
        .isNotEmpty()
        .allSatisfy(
            (name, rules) -> assertThat(rules.propertyNames()).contains("type", "description"));
    assertAllowed(defaults());
  }

  /** The files of the jobs. */
  final List<Path> jobs() throws IOException {
    try (Stream<Path> files = Files.list(sample)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(json|yaml)"))
          .filter(file -> !file.endsWith("hyperparameters.schema.json"))
          .sorted()
          .toList();
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

  /** The hyperparameters with the defaults that the schema tells. */
  final Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    properties()
        .forEach(
            (name, rules) -> {
              JsonNode value = rules.get("default");
              defaults.put(name, value.isNumber() ? value.numberValue() : value.stringValue());
            });
    return defaults;
  }

  private Map<String, JsonNode> properties() {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    JsonMapper.builder()
        .build()
        .readTree(schema.text())
        .get("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue()));
    return properties;
  }

  private void assertAllowed(Map<String, ?> values) {
    assertThat(problems(values)).isEmpty();
  }

  /** What the schema says against a configuration. */
  final List<Problem> problems(Map<String, ?> values) {
    Problems problems = new Problems();
    schema.check(values, "params.hyperparameter", problems);
    return problems.errors();
  }

  /** A job of the sample. */
  final LoadedJob read(String name) {
    return read(sample.resolve(name));
  }

  private static LoadedJob read(Path file) {
    return new JobReader(Searchers.specifications(), Schedulers.specifications())
        .read(JobSource.file(file), List.of());
  }
}
