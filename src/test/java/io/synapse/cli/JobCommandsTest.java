package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCommandsTest {

  private static final String TRAIN =
      "{\"action\": \"train\", \"params\": {\"name\": \"첫 작업\", \"dataset\": 3,"
          + " \"hyperparameter\": {\"epochs\": 10}}}";

  private static final String OLD =
      """
      # Kept only where nothing is migrated.
      action: tune
      params:
        name: old
        dataset: 3
        hyperparameter:
          - {name: lr, type: grid_search, options: [0.1, 0.01]}
        tune_config: {metric: accuracy, mode: max, num_samples: 9}
      """;

  @TempDir private Path folder;

  @Test
  void aValidTrainingIsSummedUp() throws IOException {
    Path job = file("job.json", TRAIN);

    CommandRun run = CommandRun.of("validate", "-f", job);

    assertThat(run.status()).isZero();
    assertThat(run.messages()).isEmpty();
    assertThat(run.output().lines())
        .containsExactly(job + ": valid", "train '첫 작업', data set 3, one training");
  }

  @Test
  void aValidTuningIsSummedUpWithTheNumberOfTrials() throws IOException {
    Path job = file("old.yaml", OLD);

    CommandRun run = CommandRun.of("validate", "-f", job);

    assertThat(run.status()).isZero();
    assertThat(run.messages()).startsWith("warning: " + job + ":2:1: action: action 'tune'");
    assertThat(run.output())
        .contains("tune 'old', data set 3, 2 trials by basicvariantgenerator and fifo")
        .contains("metric accuracy (max)", "num_samples 9 would repeat");
  }

  @Test
  void overridesAreCheckedToo() throws IOException {
    Path job = file("job.json", TRAIN);

    assertThat(CommandRun.of("validate", "-f", job, "-s", "dataset=8").output())
        .contains("data set 8");
    assertThat(CommandRun.of("validate", "-f", job, "-s", "dataset=x").status()).isEqualTo(2);
  }

  @Test
  void everyProblemIsToldAtOnceWithItsPlace() throws IOException {
    Path job =
        file("bad.json", "{\"params\": {\n\"name\": \" \",\n\"dataset\": \"x\",\n\"epoch\": 1}}");

    CommandRun run = CommandRun.of("validate", "-f", job);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.messages())
        .contains(job + ":2:1: params.name: ")
        .contains(job + ":3:1: params.dataset: ")
        .contains(job + ":4:1: params.epoch: ")
        .contains("hyperparameter is required when is_tune=False")
        .doesNotContain("\tat ");
  }

  @Test
  void controlCharactersOfAFileDontReachTheTerminal() throws IOException {
    Path job = file("bad.json", "{\"name\": \"a\", \"dataset\": 1, \"\\u001b[31mx\": 1}");

    assertThat(CommandRun.of("validate", "-f", job).messages()).doesNotContain("\u001b");
  }

  @Test
  void aFileThatIsMissingIsInvalidInput() {
    CommandRun run = CommandRun.of("validate", "-f", folder.resolve("nope.json"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("there is no such file");
  }

  @Test
  void standardInputIsReadToo() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(TRAIN.getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(CommandRun.of("validate", "-f", "-").output()).startsWith("<stdin>: valid");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void migratePrintsYamlAsYaml() throws IOException {
    CommandRun run = CommandRun.of("migrate", "-f", file("old.yaml", OLD));

    assertThat(run.status()).isZero();
    assertThat(run.messages()).isEmpty();
    assertThat(run.output())
        .isEqualTo(
            """
            action: train
            params:
              name: old
              dataset: 3
              is_tune: true
              hyperparameters:
                - name: lr
                  type: grid_search
                  options: [0.1, 0.01]
              tune_config:
                metric: accuracy
                mode: max
                num_samples: 9
            """);
  }

  @Test
  void whatMigratePrintsIsValidWithoutAWarning() throws IOException {
    Path migrated =
        file("new.yaml", CommandRun.of("migrate", "-f", file("old.yaml", OLD)).output());

    CommandRun run = CommandRun.of("validate", "-f", migrated);

    assertThat(run.status()).isZero();
    assertThat(run.messages()).isEmpty();
  }

  @Test
  void migratePrintsJsonAsJson() throws IOException {
    String old =
        "{\"action\":\"tune\",\"params\":{\"hyperparameter\":[{\"name\":\"x\"}],\"name\":\"이\"}}";

    String printed = CommandRun.of("migrate", "-f", file("old.json", old)).output();

    assertThat(printed.replaceAll("\\s", ""))
        .isEqualTo(
            "{\"action\":\"train\",\"params\":{\"is_tune\":true,"
                + "\"hyperparameters\":[{\"name\":\"x\"}],\"name\":\"이\"}}");
  }

  @Test
  void aFileOfTodayIsPrintedAsItIs() throws IOException {
    String today = OLD.replace("action: tune", "action: train   # as it is");
    Path job = file("today.yaml", today);

    CommandRun run = CommandRun.of("migrate", "-f", job);

    assertThat(run.status()).isZero();
    assertThat(run.output()).isEqualTo(today);
    assertThat(run.messages()).contains(job + ": nothing had to be migrated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"action\": \"tune\"", "[1]", "", "{\"name\": 1, \"name\": 2}"})
  void whatIsNoJobIsNotMigrated(String content) throws IOException {
    CommandRun run = CommandRun.of("migrate", "-f", file("broken.json", content));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.messages()).startsWith("error: ").contains("broken.json:1:");
  }

  @Test
  void theSchemaAcceptsAndRefusesAsTheValidatorDoes() {
    CommandRun run = CommandRun.of("schema");

    assertThat(run.status()).isZero();
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(run.output(), InputFormat.JSON);
    assertThat(schema.validate(TRAIN, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(OLD, InputFormat.YAML)).isEmpty();
    assertThat(schema.validate(TRAIN.replace("dataset", "data"), InputFormat.JSON)).isNotEmpty();
    String tpe = "search_alg: {name: tpe, options: {n_startup_jobs: %d}}";
    assertThat(schema.validate(tuningWith(tpe.formatted(1)), InputFormat.YAML)).isEmpty();
    assertThat(schema.validate(tuningWith(tpe.formatted(0)), InputFormat.YAML)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search_alg: {name: hyperoptsearch}",
        "search_alg: {name: BayesOptSearch, options: {acquisition: ei, xi: 0.1}}",
        "search_alg: {name: TPE, options: {n_startup_jobs: 5, allow_repeats: true}}",
        "search_alg: {name: optuna, options: {n_startup_trials: 5, gamma: 0.2}}",
        "search_alg: {name: ax}",
        "scheduler: {name: hyperband, options: {max_t: 100}}",
        "scheduler: {name: asha, options: {grace_period: 2, brackets: 1, reduction_factor: 4}}",
        "scheduler: {name: median, options: {min_samples_required: 3, hard_stop: false}}",
        "scheduler: {name: PBT, options: {perturbation_factors: [1.2, 0.8],"
            + " hyperparam_mutations: {lr: [1, 2]}, quantile_fraction: 0.5}}"
      })
  void documentedAlgorithmsAreValid(String algorithm) throws IOException {
    CommandRun run = CommandRun.of("validate", "-f", file("job.yaml", tuningWith(algorithm)));

    assertThat(run.messages()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "search_alg: {name: hyperoptserch}",
        "search_alg: {name: hyperopt, options: {x: 1}}",
        "search_alg: {name: tpe, options: {n_startup_jobs: 0}}",
        "search_alg: {name: optuna, options: {gamma: 1.5}}",
        "search_alg: {name: bayesopt, options: {acquisition: best}}",
        "search_alg: {name: ax, options: {allow_repeats: 1}}",
        "scheduler: {name: hyperband, options: {max_t: 0}}",
        "scheduler: {name: hyperband, options: {reduction_factor: 1}}",
        "scheduler: {name: hyperband, options: {grace_period: 1}}",
        "scheduler: {name: asha, options: {brackets: many}}",
        "scheduler: {name: pbt, options: {quantile_fraction: 0.6}}",
        "scheduler: {name: pbt, options: {resample_probability: 1.1}}"
      })
  void theirOptionsAreChecked(String algorithm) throws IOException {
    CommandRun run = CommandRun.of("validate", "-f", file("job.yaml", tuningWith(algorithm)));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("params.tune_config." + algorithm.split(":")[0]);
  }

  private static String tuningWith(String algorithm) {
    return """
    params:
      name: tuning
      dataset: 3
      is_tune: true
      hyperparameters:
        - {name: lr, type: uniform, min: 0, max: 1}
      tune_config:
        metric: accuracy
        mode: max
        %s
    """
        .formatted(algorithm);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
