package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.synapse.api.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample plugin goes on from its checkpoints and models, and refuses what is none. */
class DigitsCheckpointTest {

  @TempDir Path folder;

  private DigitsSample sample;

  @BeforeEach
  void prepare() {
    sample = new DigitsSample(folder);
  }

  @ParameterizedTest
  @CsvSource({"adam", "sgd", "rmsprop"})
  void aTrialThatGoesOnFromACheckpointEqualsOneThatWasNeverInterrupted(String optimizer)
      throws Exception {
    Map<String, Object> values = Map.of("epochs", 8L, "optimizer", optimizer);
    RecordingRun whole = sample.tune(values, null);

    RecordingRun rest = sample.tune(values, whole.checkpoints.get(4));

    assertThat(rest.reports).isEqualTo(whole.reports.subList(5, 8));
    assertThat(rest.checkpoints.get(2).path().resolve("model.bin"))
        .hasSameBinaryContentAs(whole.checkpoints.get(7).path().resolve("model.bin"));
  }

  @Test
  void aTrainingGoesOnFromTheModelOfAnother() throws Exception {
    Checkpoint model = sample.trainedModel(Map.of("epochs", 5L));
    RecordingRun whole = sample.train(Map.of("epochs", 8L));

    RecordingRun run = sample.trainFrom(model, Map.of("epochs", 8L));

    assertThat(run.values("loss")).isEqualTo(whole.values("loss").subList(5, 8));
    assertThat(run.values("test_accuracy")).isEqualTo(whole.values("test_accuracy"));
    assertThat(run.messages).contains("going on from epoch 5 of 8");
  }

  @Test
  void aTrainingThatHasAllItsEpochsAlreadyIsMeasuredAgain() throws Exception {
    RecordingRun run =
        sample.trainFrom(sample.trainedModel(Map.of("epochs", 5L)), Map.of("epochs", 5L));

    assertThat(run.values("loss")).isEmpty();
    assertThat(run.values("test_accuracy")).hasSize(1);
  }

  @Test
  void fewerEpochsThanTheCheckpointHasAreRefused() throws Exception {
    Checkpoint model = sample.trainedModel(Map.of("epochs", 5L));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainFrom(model, Map.of("epochs", 4L)))
        .withMessageContainingAll("'epochs'", "epoch 5", "is 4");
  }

  @Test
  void anotherOptimizerStartsWithoutAMemory() throws Exception {
    Checkpoint model = sample.trainedModel(Map.of("epochs", 5L));

    RecordingRun run = sample.trainFrom(model, Map.of("epochs", 6L, "optimizer", "sgd"));

    assertThat(run.messages).anyMatch(text -> text.contains("another optimizer"));
    assertThat(run.values("loss")).hasSize(1);
  }

  @Test
  void aCheckpointOfAnotherWidthIsRefused() throws Exception {
    Checkpoint model = sample.trainedModel(Map.of("epochs", 1L, "hidden_units", 16L));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainFrom(model, Map.of("epochs", 2L, "hidden_units", 32L)))
        .withMessageContainingAll("hidden_units 16", "32", "set hidden_units to 16");
  }

  @Test
  void whatIsNoCheckpointIsRefused() throws Exception {
    Checkpoint empty = Checkpoint.fromDirectory(Files.createDirectory(folder.resolve("empty")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainFrom(empty, Map.of()))
        .withMessageContaining("has no model.bin");

    Path damaged = folder.resolve("empty/model.bin");
    Files.writeString(damaged, "hello, world");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainFrom(empty, Map.of()))
        .withMessageContaining("not a checkpoint of this plugin");
  }

  @Test
  void aCheckpointThatWasCutOffIsRefused() throws Exception {
    Checkpoint model = sample.trainedModel(Map.of("epochs", 1L));
    Path file = model.path().resolve("model.bin");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainFrom(model, Map.of("epochs", 2L)))
        .withMessageContaining("damaged or cut off");
  }
}
