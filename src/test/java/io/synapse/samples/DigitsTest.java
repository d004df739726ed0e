package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.api.TrialStoppedException;
import io.synapse.api.TunePlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the sample plugin from the jar that the build makes: how it learns and what it says. */
class DigitsTest {

  @TempDir Path folder;

  private DigitsSample sample;

  @BeforeEach
  void prepare() {
    sample = new DigitsSample(folder);
  }

  @Test
  void theJarOffersOneClassAsBothKindsOfPlugin() {
    assertThat(sample.trainPlugin()).isInstanceOf(TunePlugin.class);
    assertThat(sample.tunePlugin().getClass()).isEqualTo(sample.trainPlugin().getClass());
    assertThat(sample.trainPlugin().getClass().getSimpleName()).isEqualTo("Digits");
  }

  @Test
  void recognisesTheHeldOutDigitsAfterThirtyEpochsWithItsDefaults() throws Exception {
    RecordingRun run = sample.train(Map.of());

    assertThat(run.values("loss")).hasSize(30);
    assertThat(run.values("test_accuracy"))
        .singleElement()
        .satisfies(value -> assertThat(value).isGreaterThanOrEqualTo(0.95));
    assertThat(run.values("validation_accuracy").get(29)).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void theSchemaTellsTheDefaultsThatThePluginHas() throws Exception {
    JsonNode properties = JsonMapper.builder().build().readTree(sample.schema()).get("properties");
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      JsonNode value = property.getValue().get("default");
      defaults.put(property.getKey(), value.isNumber() ? value.numberValue() : value.stringValue());
    }

    assertThat(sample.train(defaults).metrics).isEqualTo(sample.train(Map.of()).metrics);
  }

  @Test
  void logsEveryEpochAndMovesTheBar() throws Exception {
    RecordingRun run = sample.train(Map.of("epochs", 3L));

    assertThat(run.metrics)
        .filteredOn(metric -> Map.of("epoch", 2).equals(metric.extra()))
        .extracting(metric -> metric.category() + "/" + metric.key())
        .containsExactly(
            "training/loss",
            "training/accuracy",
            "validation/validation_loss",
            "validation/validation_accuracy");
    assertThat(run.progress).last().isEqualTo(new RecordingRun.Progress(3, 3, "train"));
    assertThat(run.progress).hasSize(3);
  }

  @Test
  void returnsTheFolderOfItsModel() throws Exception {
    RecordingRun run = sample.freshRun();

    Object model =
        sample
            .trainPlugin()
            .train(run, DigitsSample.DATA, DigitsSample.values(Map.of("epochs", 1L)), null);

    assertThat(model).isEqualTo(run.workDir().resolve("model"));
    assertThat(run.workDir().resolve("model/model.bin")).isNotEmptyFile();
  }

  @Test
  void showsAFewMisclassifiedDigits() throws Exception {
    RecordingRun run = sample.train(Map.of("epochs", 2L));

    assertThat(run.pictures).isNotEmpty().hasSizeLessThanOrEqualTo(12);
    assertThat(run.pictures)
        .allSatisfy(
            picture -> {
              assertThat(picture.meta().get("predicted")).isNotEqualTo(picture.meta().get("label"));
              assertThat(picture.image().getWidth()).isEqualTo(picture.image().getHeight());
            });
    assertThat(run.pictures).extracting(RecordingRun.Picture::index).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"adam, 0.002", "sgd, 0.02", "rmsprop, 0.002"})
  void learnsWithEveryOptimizer(String optimizer, double learningRate) throws Exception {
    RecordingRun run =
        sample.train(Map.of("epochs", 12L, "optimizer", optimizer, "learning_rate", learningRate));

    List<Double> loss = run.values("loss");
    assertThat(loss.get(11)).isLessThan(loss.get(0) / 4);
    assertThat(run.values("validation_accuracy").get(11)).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void theSameSeedGivesTheSameResultsAndAnotherSeedOthers() throws Exception {
    Map<String, Object> values = Map.of("epochs", 3L);

    List<RecordingRun.Metric> first = sample.train(values).metrics;

    assertThat(sample.train(values).metrics).isEqualTo(first);
    assertThat(sample.trainWithSeed(DigitsSample.SEED + 1, values).metrics).isNotEqualTo(first);
  }

  @Test
  void aTrialReportsEveryEpochWithACheckpointAndLeavesTheHeldOutDigitsAlone() throws Exception {
    RecordingRun run = sample.freshRun();

    Object result =
        sample
            .tunePlugin()
            .tune(DigitsSample.values(Map.of("epochs", 4L)), run, DigitsSample.DATA, null);

    assertThat(run.reports).hasSize(4);
    assertThat(run.checkpoints).hasSize(4);
    assertThat(run.reports.get(3))
        .containsOnlyKeys("loss", "accuracy", "validation_accuracy", "validation_loss");
    assertThat(run.reports.get(3).entrySet().containsAll(((Map<?, ?>) result).entrySet())).isTrue();
    assertThat(run.values("test_accuracy")).isEmpty();
    assertThat(run.pictures).extracting(RecordingRun.Picture::group).containsOnly("validation");
  }

  @Test
  void aStoppedTrialEndsAtOnce() throws IOException {
    RecordingRun run = sample.freshRun().stoppingAfter(2);

    assertThatThrownBy(
            () ->
                sample
                    .tunePlugin()
                    .tune(DigitsSample.values(Map.of()), run, DigitsSample.DATA, null))
        .isInstanceOf(TrialStoppedException.class);
    assertThat(run.reports).hasSize(2);
  }

  @Test
  void aTrainingThatDivergesFailsAndSaysWhatToChange() {
    assertThatThrownBy(() -> sample.train(Map.of("learning_rate", 1e30)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("epoch 1", "learning_rate", "1.0E30");
  }

  @Test
  void aTrialThatDivergesReportsItOnceAndEnds() throws Exception {
    RecordingRun run = sample.tune(Map.of("learning_rate", 1e30), null);

    assertThat(run.reports).hasSize(1);
    assertThat(run.reports.get(0).get("loss")).isEqualTo(Double.NaN);
    assertThat(run.reports.get(0).get("validation_accuracy")).isEqualTo(Double.NaN);
    assertThat(run.checkpoints).isEmpty();
    assertThat(run.messages).anyMatch(text -> text.contains("diverged"));
  }
}
