package io.synapse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.job.JobReader.LoadedJob;
import io.synapse.problem.InvalidInputException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobReaderTest {

  private static final String TUNE =
      "{\"name\": \"t\", \"dataset\": 1, \"is_tune\": true, \"hyperparameters\": [{\"name\": \"x\","
          + " \"type\": \"uniform\", \"min\": 0, \"max\": 1}], \"tune_config\": {\"metric\": \"m\","
          + " \"mode\": \"max\"}}";

  @Test
  void theNamedMessageOfTrainModeAppears() {
    assertMessages(
        "{\"name\": \"a\", \"dataset\": 1, \"is_tune\": false}",
        "<stdin>:1:1: hyperparameter: hyperparameter is required when is_tune=False");
  }

  @Test
  void theNamedMessagesOfTuneModeAppear() {
    assertMessages(
        "{\"params\": {\"name\": \"a\", \"dataset\": 1, \"is_tune\": true}}",
        "<stdin>:1:2: params.hyperparameters: hyperparameters is required when is_tune=True",
        "<stdin>:1:2: params.tune_config: tune_config is required when is_tune=True");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceInTheOrderOfTheFile() {
    assertMessages(
        """
        action: train
        params:
          name: ' '
          data_set: 1
          num_cpus: many
          is_tune: true
          hyperparameters:
            - {name: a, type: uniform, min: 2, max: 1}
            - {name: b, type: choise, options: []}
          tune_config:
            mode: maximum
            num_samples: 0
            scheduler: {name: hyperband, options: {max_time: 3}}
        """,
        "<stdin>:2:1: params.dataset: dataset is required: id of the data set",
        "<stdin>:3:3: params.name: name must not be blank",
        "<stdin>:4:3: params.data_set: unknown key; did you mean 'dataset'?",
        "<stdin>:5:3: params.num_cpus: must be a number, and is \"many\"",
        "<stdin>:8:40: params.hyperparameters[0].max: must be at least min (2), and is 1",
        "<stdin>:9:17: params.hyperparameters[1].type: unknown type \"choise\"",
        "<stdin>:10:3: params.tune_config.metric: metric is required: the metric to optimise",
        "<stdin>:11:5: params.tune_config.mode: must be one of [max, min], and is \"maximum\"",
        "<stdin>:12:5: params.tune_config.num_samples: must be at least 1",
        "<stdin>:13:44: params.tune_config.scheduler.options.max_time: unknown option of hyperband");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"datset|dataset", "descripton|description", "plugn|plugin", "paramz|params"})
  void anUnknownKeyOfABareJobGetsTheNearestKnownOne(String key, String nearest) {
    assertThatThrownBy(
            () -> JobCorpus.read("name: a\ndataset: 1\nhyperparameter: {}\n" + key + ": {}"))
        .hasMessage("<stdin>:4:1: " + key + ": unknown key; did you mean '" + nearest + "'?");
  }

  @Test
  void anUnknownKeyWithoutANearOneGetsTheListOfKeys() {
    assertThatThrownBy(
            () -> JobCorpus.read("params: {name: a, dataset: 1, hyperparameter: {}}\nzzz: 1"))
        .hasMessage(
            "<stdin>:2:1: zzz: unknown key; there are action, params, plugin, python, datasets, track");
  }

  @Test
  void theContentOfHyperparameterIsFree() {
    assertThat(
            JobCorpus.read("name: a\ndataset: 1\nhyperparameter: {values: 1, lower: {x: [null]}}")
                .job()
                .hyperparameter())
        .hasToString("{values=1, lower={x=[null]}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "RANDOM", "BasicVariantGenerator", "basicvariantgenerator"})
  void anAlgorithmIsNamedInAnyCaseAndByItsAliases(String name) {
    LoadedJob job = JobCorpus.read(TUNE, "tune_config.search_alg.name=" + name);
    assertThat(config(job).search().name()).isEqualTo("basicvariantgenerator");
    assertThat(
            JobCorpus.schemaErrors(
                JobPrinter.print(
                    job.document(), io.synapse.job.document.Document.DocumentFormat.JSON)))
        .isEmpty();
  }

  @Test
  void optionsAreCompletedWithTheirDefaults() {
    LoadedJob job =
        JobCorpus.read(TUNE, "tune_config.scheduler={name: hyperband, options: {max_t: 100}}");
    assertThat(config(job).scheduler().options())
        .hasToString(
            "{time_attr=training_iteration, max_t=100, reduction_factor=3.0, stop_last_trials=true}");
  }

  @ParameterizedTest
  @CsvSource({"1e300, PT876000H", "1e-300, PT0.000000001S", "0.5, PT0.5S", "3600, PT1H"})
  void timesOfAnySizeAreDurations(String seconds, Duration expected) {
    LoadedJob job = JobCorpus.read(TUNE, "tune_config.time_budget_s=" + seconds);
    assertThat(config(job).limits().timeBudget()).contains(expected);
  }

  @Test
  void anIntegerBeyond64BitsWrittenAsARealIsRefusedWhereAnIntegerIsWanted() {
    assertThatThrownBy(() -> JobCorpus.read(TUNE, "tune_config.seed=1e300"))
        .hasMessageContaining("tune_config.seed: must be an integer, and is 1.0E300");
  }

  @Test
  void aWrongIsTuneDoesNotHideTheOtherMistakes() {
    assertMessages(
        TUNE.replace("true", "\"true\"").replace("\"max\"}", "\"best\"}"),
        "<stdin>:1:29: is_tune: must be true or false, and is \"true\"",
        "<stdin>:1:154: tune_config.mode: must be one of [max, min], and is \"best\"");
  }

  @Test
  void aSearchSpaceInTrainModeIsWarnedOf() {
    LoadedJob job = JobCorpus.read(TUNE, "is_tune=false");
    assertThat(job.job().isTune()).isFalse();
    assertThat(job.job().hyperparameter()).containsEntry("type", "uniform");
    assertThat(job.warnings())
        .extracting(warning -> warning.path())
        .containsExactlyInAnyOrder("hyperparameters", "tune_config");
  }

  @Test
  void theDocumentHasTheEnvelopeAndTheFilesOrder() {
    LoadedJob job =
        JobCorpus.read("hyperparameter: {b: 1, a: 2}\nplugin: x.jar\nname: n\ndataset: 1.0");
    assertThat(job.document())
        .hasToString(
            "{action=train, params={hyperparameter={b=1, a=2}, name=n, dataset=1.0}, plugin=x.jar}");
  }

  @Test
  void longValuesAreCutInMessages() {
    assertThatThrownBy(
            () -> JobCorpus.read("name: a\nhyperparameter: {}\ndataset: " + "x".repeat(100_000)))
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void aReaderNeedsADefaultOfEachKind() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobReader(List.of(), JobCorpus.SCHEDULERS))
        .withMessageContaining("search_alg");
  }

  @Test
  void valuesOfTheWrongKindSayHowToWriteThem() {
    String job = "name: %s\ndataset: %s\nhyperparameter: {lr: %s}\n";
    assertMessages(
        job.formatted("123", "99999999999999999999", "1e-400"),
        "<stdin>:1:1: name: must be a text, and is 123; write it in quotes",
        "<stdin>:2:10: dataset: the integer does not fit into 64 bits; write a smaller one",
        "<stdin>:3:22: hyperparameter.lr: the number 1e-400 is too small for a double");
    assertThat(JobCorpus.read(job.formatted("x", "1", "0.0e-400")).job().hyperparameter())
        .containsEntry("lr", 0.0);
  }

  private static TuneConfig config(LoadedJob job) {
    return job.job().tuning().orElseThrow().config();
  }

  private static void assertMessages(String job, String... starts) {
    assertThatThrownBy(() -> JobCorpus.read(job))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(
            thrown -> {
              List<String> told =
                  ((InvalidInputException) thrown)
                      .problems().stream().map(Object::toString).toList();
              assertThat(told).hasSize(starts.length);
              for (int index = 0; index < starts.length; index++) {
                assertThat(told.get(index)).startsWith(starts[index]);
              }
            });
  }
}
