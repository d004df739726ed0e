package io.synapse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.job.JobReader.LoadedJob;
import io.synapse.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobOverrideTest {

  private static final String TRAIN =
      """
      name: train
      dataset: 1
      hyperparameter: {epochs: 10, net: {layers: [32, 16]}, a.b: 1, none: null}
      """;

  private static final String TUNE =
      """
      action: train
      params:
        name: tune
        dataset: 1
        is_tune: true
        hyperparameters:
          - {name: lr, type: uniform, min: 0.0, max: 1.0}
          - {name: units, type: choice, options: [16, 32]}
        tune_config: {metric: loss, mode: min}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hyperparameter.epochs=3|{epochs=3, net={layers=[32, 16]}, a.b=1, none=null}",
        "params.hyperparameter.epochs=3|{epochs=3, net={layers=[32, 16]}, a.b=1, none=null}",
        "hyperparameter.epochs=1e-4|{epochs=1.0E-4, net={layers=[32, 16]}, a.b=1, none=null}",
        "hyperparameter.epochs=a: 1|{epochs={a=1}, net={layers=[32, 16]}, a.b=1, none=null}",
        "hyperparameter.epochs=|{epochs=null, net={layers=[32, 16]}, a.b=1, none=null}",
        "hyperparameter.net.layers.1=8|{epochs=10, net={layers=[32, 8]}, a.b=1, none=null}",
        "hyperparameter.net.layers[0]=8|{epochs=10, net={layers=[8, 16]}, a.b=1, none=null}",
        "hyperparameter.a.b=x=y|{epochs=10, net={layers=[32, 16]}, a.b=x=y, none=null}",
        "hyperparameter.none.new.er=[1]|{epochs=10, net={layers=[32, 16]}, a.b=1, none={new={er=[1]}}}",
        "hyperparameter.new={}|{epochs=10, net={layers=[32, 16]}, a.b=1, none=null, new={}}",
        "hyperparameter={x: yes}|{x=yes}",
      })
  void aValueIsSetAtItsPath(String override, String expected) {
    assertThat(JobCorpus.read(TRAIN, override).job().hyperparameter()).hasToString(expected);
  }

  @Test
  void valuesHaveTheirYamlTypes() {
    Map<String, Object> set =
        JobCorpus.read(TRAIN, "hyperparameter={i: 4, r: 4.0, t: true, n: null, s: '4'}")
            .job()
            .hyperparameter();
    assertThat(new ArrayList<>(set.values())).isEqualTo(Arrays.asList(4L, 4.0, true, null, "4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hyperparameters.0.max=0.25",
        "hyperparameters[0].max=0.25",
        "hyperparameters.lr.max=0.25"
      })
  void aHyperparameterIsNamedByIndexOrByName(String override) {
    Job.Tuning tuning = JobCorpus.read(TUNE, override).job().tuning().orElseThrow();
    assertThat(tuning.space().dimension("lr").orElseThrow().distribution().contains(0.5)).isFalse();
    assertThat(tuning.space().dimension("lr").orElseThrow().distribution().contains(0.2)).isTrue();
  }

  @Test
  void laterOverridesWinAndTheDocumentHoldsThem() {
    LoadedJob job =
        JobCorpus.read(TUNE, "tune_config.num_samples=4", "tune_config.num_samples=5", "name=new");
    assertThat(job.job().tuning().orElseThrow().config().numSamples()).isEqualTo(5);
    assertThat(job.document().toString()).contains("name=new", "num_samples=5");
  }

  @Test
  void overridesCountBeforeTheChecks() {
    assertThat(JobCorpus.refusal(() -> JobCorpus.read("dataset: 1"))).isPresent();
    assertThat(JobCorpus.read("dataset: 1", "name=given", "hyperparameter.x=1").job().name())
        .isEqualTo("given");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name|-s name: there is no '='; write it like -s tune_config.num_samples=4",
        "=3|-s =3: there is no key before the '='",
        "tune_config..mode=max|-s tune_config..mode: a part of the key is empty",
        "tune_config.mode.=max|-s tune_config.mode.: there is \"min\" before '.', and not an object",
        "name.first=x|-s name.first: there is \"tune\" before '.first', and not an object",
        "hyperparameters.5.max=1|-s hyperparameters.5: the list has no element '5'; it has 2, counted from 0: lr, units",
        "hyperparameters[7].max=1|-s hyperparameters[7]: the list has no element '7'; it has 2",
        "hyperparameters.unit.max=1|the list has no element 'unit'; it has 2, counted from 0: lr, units; did you mean 'units'?",
        "units.options=[1]|-s units.options: unknown key; did you mean 'hyperparameters.units.options'?",
        "plugin=x.jar|-s plugin: this stands outside params; give --plugin instead",
        "python=.venv|-s python: this stands outside params; give --python instead",
        "datasets.1=x|-s datasets.1: this stands outside params; give --dataset instead",
        "hyperparameters[0.max=1|the list has no element ''",
        "tune_config.num_samples=0|-s tune_config.num_samples: params.tune_config.num_samples: must be at least 1",
        "tune_config.sed=1|-s tune_config.sed: params.tune_config.sed: unknown key; did you mean 'seed'?",
        "hyperparameters.0.max=[1|-s hyperparameters.0.max: this is not YAML",
        "tune_config.seed=99999999999999999999|-s tune_config.seed: the integer does not fit into 64 bits",
        "hyperparameters.lr.max=-1|-s hyperparameters.lr.max: params.hyperparameters[0].max: must be at least min (0)",
      })
  void aMistakePointsToTheOption(String override, String message) {
    String expected = message.replace("hyperparameters.5:", "hyperparameters.5.max:");
    expected = expected.replace("hyperparameters[7]:", "hyperparameters[7].max:");
    String required = expected;
    assertThatThrownBy(() -> JobCorpus.read(TUNE, override))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(required)
        .satisfies(e -> assertThat(((InvalidInputException) e).problems()).hasSize(1));
  }

  @Test
  void aHyperparameterWithoutItsFieldPointsToIt() {
    assertThatThrownBy(() -> JobCorpus.read(TRAIN, "epochs=3"))
        .hasMessage("-s epochs: unknown key; did you mean 'hyperparameter.epochs'?");
  }

  @Test
  void everyMistakenOptionIsToldBesideTheFilesOwnMistakes() {
    assertThatThrownBy(() -> JobCorpus.read("name: x\ndataset: y", "a", "b", "is_tune=1"))
        .message()
        .satisfies(
            message ->
                assertThat(List.of(message.split("\n")))
                    .satisfiesExactly(
                        line -> assertThat(line).startsWith("-s a: there is no '='"),
                        line -> assertThat(line).startsWith("-s b: there is no '='"),
                        line -> assertThat(line).startsWith("-s is_tune: is_tune: must be true"),
                        line -> assertThat(line).startsWith("<stdin>:1:1: hyperparameter"),
                        line -> assertThat(line).startsWith("<stdin>:2:1: dataset: must be an")));
  }

  @Test
  void overridesOfADeprecatedJobNameTheFieldsOfTheMigratedOne() {
    String deprecated =
        TUNE.replace("action: train", "action: tune")
            .replace("    is_tune: true\n", "")
            .replace("hyperparameters:", "hyperparameter:");
    LoadedJob job = JobCorpus.read(deprecated, "hyperparameters.units.options=[64]");
    assertThat(job.job().tuning().orElseThrow().space().dimension("units").orElseThrow())
        .hasToString("Dimension[name=units, distribution=Choice[options=[64]]]");
    assertThat(job.warnings()).hasSize(1);
    for (String old :
        List.of("hyperparameter.units.options=[64]", "params.hyperparameter[1].options=[64]")) {
      assertThat(JobCorpus.read(deprecated, old).job()).isEqualTo(job.job());
    }
  }
}
