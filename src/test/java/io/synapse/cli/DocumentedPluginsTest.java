package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plugins of the documentation, with a body in scikit-learn: they train and tune as they are,
 * and come to the same whether Ray is installed or not.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedPluginsTest {

  private static final Path PLUGINS = Path.of("src/test/python/document").toAbsolutePath();
  private static final Path DATA =
      Path.of("samples/python/data/breast_cancer.csv").toAbsolutePath();
  private static final int TRIALS = 3;
  private static final int EPOCHS = 3;

  private static final String TRAINING =
      "hyperparameter: {epochs: 3, batch_size: 32, learning_rate: 0.001}";
  private static final String TUNING =
      """
      is_tune: true
        hyperparameters:
          - {name: epochs, type: randint, min: 2, max: 4}
          - {name: batch_size, type: choice, options: [16, 32, 64]}
          - {name: learning_rate, type: loguniform, min: 0.0001, max: 0.01, base: 10}
        tune_config: {mode: max, metric: accuracy, num_samples: 3, max_concurrent_trials: 1}
      """;

  private enum Packages {
    WITHOUT_RAY,
    WITH_RAY;

    Path interpreter() {
      return switch (this) {
        case WITHOUT_RAY -> Pythons.requireWith("sklearn");
        case WITH_RAY -> Pythons.requireWithRay();
      };
    }
  }

  @TempDir private static Path folder;

  /** Looked for once, as Ray takes seconds to import. */
  private final Map<Packages, Path> interpreters = new EnumMap<>(Packages.class);

  /** By plugin and kind of job: each is compared with a run with Ray. */
  private final Map<String, PythonRuns.Results> withoutRay = new HashMap<>();

  @BeforeAll
  void copyThePlugins() throws IOException {
    FileTree.copyWhole(PLUGINS, folder.resolve("plugins"));
  }

  @Test
  void trainLogsEveryEpochAndSavesItsModelWhereItLikes() throws IOException {
    PythonRuns.Results results = withoutRay("plugin", TRAINING);

    assertThat((Double) results.metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(results.events("metric")).hasSize(2 * EPOCHS);
    assertThat(results.events("visualization")).hasSize(EPOCHS);
    assertThat(folder.resolve("plugins/path/to/model.pth")).isNotEmptyFile();
    assertThat(results.all()).containsEntry("model_id", null);
    assertThat((String) results.all().get("reason")).contains("let train return its file");
  }

  @Test
  void tuneKeepsTheModelsThatItReports() throws IOException {
    PythonRuns.Results results = withoutRay("plugin", TUNING);

    assertThat(results.trials())
        .hasSize(TRIALS)
        .allSatisfy(
            trial -> {
              assertThat(metrics(trial)).containsKeys("accuracy", "loss");
              assertThat(results.model(trial).resolve("model.pth")).isNotEmptyFile();
            });
    assertThat(results.events("metric")).allMatch(line -> line.contains("\"trial_id\":"));
  }

  @Test
  void aReturnedNumberIsTheMetric() throws IOException {
    Map<String, Object> best = withoutRay("returns_a_number", TUNING).best();

    assertThat((Double) metrics(best).get("accuracy")).isGreaterThan(0.9);
    assertThat(metrics(best)).doesNotContainKey("loss");
  }

  @Test
  void aReturnedDictionaryIsTheMetrics() throws IOException {
    Map<String, Object> best = withoutRay("returns_a_dictionary", TUNING).best();

    assertThat((Double) metrics(best).get("accuracy")).isGreaterThan(0.9);
    assertThat((Double) metrics(best).get("loss")).isLessThan(0.5);
  }

  @Test
  void aTableOfTrialsOfThePluginsOwnIsKept() throws IOException {
    PythonRuns.Results results = withoutRay("logs_trials", TUNING);

    assertThat(results.events("trials"))
        .filteredOn(line -> line.contains("trial_001"))
        .hasSize(TRIALS)
        .allMatch(
            line ->
                line.contains(
                    """
                    "trial_001":{"base":["RUNNING"],"hyperparameters":[32,0.001],"metrics":[0.85]}\
                    """));
  }

  @Test
  void aTrialThatReportsWithTrainHasTheIdOfTheResultsThere() throws IOException {
    PythonRuns.Results results = withoutRay("reports_with_train", TUNING);

    assertThat(results.trials())
        .hasSize(TRIALS)
        .allSatisfy(
            trial -> {
              String file = trial.get("trial_id") + ".pth";
              assertThat(results.model(trial).resolve(file)).isNotEmptyFile();
              assertThat(metrics(trial).get("training_iteration"))
                  .isEqualTo(TrainFixture.map(trial.get("config")).get("epochs"));
            });
  }

  @Test
  void trainComesToTheSameWithRay() throws IOException {
    assertSameWithRay("plugin", TRAINING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plugin",
        "returns_a_number",
        "returns_a_dictionary",
        "logs_trials",
        "reports_with_train"
      })
  void tuneComesToTheSameWithRay(String plugin) throws IOException {
    assertSameWithRay(plugin, TUNING);
  }

  private void assertSameWithRay(String plugin, String params) throws IOException {
    PythonRuns.Results without = withoutRay(plugin, params);
    PythonRuns.Results with = run(Packages.WITH_RAY, plugin, params);

    // The environments may have other versions of what computes the metrics.
    assertThat(comparable(with))
        .usingRecursiveComparison()
        .withComparatorForType(new DoubleComparator(1e-6), Double.class)
        .isEqualTo(comparable(without));
    assertThat(with.events("metric")).hasSameSizeAs(without.events("metric"));
    assertThat(with.events("visualization")).hasSameSizeAs(without.events("visualization"));
  }

  /** What a plugin is known by tells its interpreter too. */
  private static Object comparable(PythonRuns.Results results) {
    Map<String, Object> all = new LinkedHashMap<>(results.all());
    all.remove("plugin");
    return ComparableResults.of(all);
  }

  private static Map<String, Object> metrics(Map<String, Object> trial) {
    return TrainFixture.map(trial.get("metrics"));
  }

  private PythonRuns.Results withoutRay(String plugin, String params) throws IOException {
    String key = plugin + params;
    if (!withoutRay.containsKey(key)) {
      withoutRay.put(key, run(Packages.WITHOUT_RAY, plugin, params));
    }
    return withoutRay.get(key);
  }

  private PythonRuns.Results run(Packages packages, String plugin, String params)
      throws IOException {
    Path python = interpreters.computeIfAbsent(packages, Packages::interpreter);
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            plugin: plugins/%s.py
            datasets: {1: %s}
            action: train
            params:
              name: documented
              dataset: 1
              %s
            """
                .formatted(plugin, DATA, params));
    return new PythonRuns(python, folder.resolve(packages.name())).run(job, "--seed", 7);
  }
}
