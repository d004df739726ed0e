package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.plugin.HyperparameterSchema;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PluginLoader;
import io.synapse.space.SearchSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files beside the sample plugin: its jobs and the schema of its hyperparameters. */
class DigitsJobsTest extends SampleJobsContract {

  @TempDir Path folder;

  DigitsJobsTest() {
    super(DigitsSample.FOLDER, schemaInTheJar());
  }

  @Test
  void thereAreJobsForEveryScheduler() throws Exception {
    assertThat(jobs())
        .extracting(file -> file.getFileName().toString())
        .contains("train.json", "resume.json", "grid.json", "tune.json")
        .contains("hyperband.json", "asha.json", "median.json", "pbt.json");
  }

  @Test
  void theTrialsOfTheRandomTuningFindAGoodModel() throws Exception {
    SearchSpace space = read("tune.yaml").job().tuning().orElseThrow().space();
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
  void theSchemaHasEveryHyperparameter() {
    assertThat(defaults())
        .containsOnlyKeys(
            "epochs",
            "batch_size",
            "learning_rate",
            "optimizer",
            "weight_decay",
            "hidden_units",
            "dropout_rate");
  }

  private static HyperparameterSchema schemaInTheJar() {
    Path jar = DigitsSample.FOLDER.resolve("target/digits.jar");
    try (JavaPlugin plugin = PluginLoader.load(List.of(jar), Optional.empty())) {
      return plugin.schema().orElseThrow();
    }
  }
}
