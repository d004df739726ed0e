package io.synapse.action.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.job.Job;
import io.synapse.job.JobReader;
import io.synapse.job.JobSource;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PluginLoader;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import io.synapse.testing.PluginBuild;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginChecksTest {

  private static final String SCHEMA =
      """
      {"properties": {
        "units": {"type": "integer", "minimum": 1},
        "rate": {"type": "number", "maximum": 1},
        "step": {"type": "number", "multipleOf": 0.5},
        "mode": {"enum": [0, 1]}
      }}
      """;

  private static final List<AlgorithmSpecification> ALGORITHMS =
      List.of(new AlgorithmSpecification("plain", List.of(), "", List.of()));

  @TempDir Path folder;
  private JavaPlugin plugin;

  @BeforeEach
  void aPluginWithASchema() {
    Path jar = folder.resolve("plugin.jar");
    new PluginBuild(folder.resolve("build"))
        .trainPlugin("Schemed")
        .resource("hyperparameters.schema.json", SCHEMA)
        .jar(jar);
    plugin = PluginLoader.load(List.of(jar), Optional.empty());
  }

  @AfterEach
  void closeThePlugin() {
    plugin.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: units, type: uniform, min: 1, max: 8             | .type: the type uniform draws fractions, and the plugin wants an integer; use randint
          name: units, type: loguniform, min: 1, max: 8, base: 2 | .type: the type loguniform draws fractions, and the plugin wants an integer; use lograndint
          name: units, type: uniform, min: 0, max: 8             | .min: must be at least 1, and is 0
          name: rate, type: uniform, min: 0, max: 2              | .max: must be at most 1, and is 2
          name: step, type: uniform, min: 0, max: 2              | .type: the type uniform draws any fraction, and the plugin wants multiples; use quniform
          name: mode, type: uniform, min: 0, max: 1              | .type: the type uniform draws any number between its bounds, and the plugin does not allow all; use choice
          """)
  void aSpaceThatThePluginDoesNotTakeIsToldOnceAndWithoutAnInventedValue(
      String dimension, String message) {
    assertThat(problems(dimension))
        .singleElement()
        .asString()
        .startsWith("params.hyperparameters[0]" + message)
        .doesNotContain("0.6", "1.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: units, type: randint, min: 1, max: 8
          name: units, type: quniform, min: 1, max: 8, q: 1
          name: units, type: uniform, min: 4, max: 4
          name: rate, type: uniform, min: 0, max: 1
          name: mode, type: choice, options: [0, 1]
          """)
  void aSpaceThatThePluginTakesPasses(String dimension) {
    assertThat(problems(dimension)).isEmpty();
  }

  @Test
  void theValuesOfOneTrainingAreChecked() {
    Job job = job("name: x\ndataset: 1\nhyperparameter: {units: 0}\n");
    assertThat(refusals(job))
        .singleElement()
        .asString()
        .startsWith("params.hyperparameter.units: must be at least 1, and is 0");
  }

  private List<String> problems(String dimension) {
    String space = "hyperparameters: [{" + dimension + "}]\n";
    String config = "tune_config: {mode: min, metric: loss}\n";
    return refusals(job("name: x\ndataset: 1\nis_tune: true\n" + space + config));
  }

  private List<String> refusals(Job job) {
    try {
      new PluginChecks(plugin).check(job);
      return List.of();
    } catch (InvalidInputException e) {
      return e.problems().stream().map(Object::toString).toList();
    }
  }

  private static Job job(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JobSource source = JobSource.standardInput(new ByteArrayInputStream(bytes));
    return new JobReader(ALGORITHMS, ALGORITHMS).read(source, List.of()).job();
  }
}
