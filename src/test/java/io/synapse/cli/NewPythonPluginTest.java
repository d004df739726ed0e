package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.Pythons;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plugin new} writes in Python does at once what its README says. */
@Timeout(60)
class NewPythonPluginTest {

  @TempDir private Path folder;
  private PythonRuns runs;

  @BeforeEach
  void makeThePlugin() {
    runs = new PythonRuns(Pythons.require(), folder.resolve("store"));
    CommandRun run = CommandRun.of("plugin", "new", "--lang", "python", made());
    assertThat(run.status()).as(run.messages()).isZero();
  }

  @Test
  void itTrainsAndGoesOnFromItsModel() throws Exception {
    PythonRuns.Results first = runs.run(made().resolve("train.json"));
    PythonRuns.Results second =
        runs.run(
            made().resolve("train.json"), "-s", "checkpoint=1", "-s", "hyperparameter.epochs=60");

    assertThat(first.all()).containsEntry("status", "completed").containsEntry("model_id", 1L);
    assertThat(second.events("metric")).as("loss and validation loss").hasSize(2 * 10);
    assertThat(Files.readString(second.model(second.all()).resolve("model.json")))
        .contains("\"slope\": 2.98", "\"epochs\": 60");
  }

  @Test
  void itTunes() {
    PythonRuns.Results results = runs.run(made().resolve("tune.json"), "--seed", 1);

    assertThat(results.trials())
        .hasSize(8)
        .allSatisfy(
            trial -> assertThat(results.model(trial).resolve("model.json")).isNotEmptyFile());
    Map<String, Object> best = TrainFixture.map(results.best().get("metrics"));
    assertThat((Double) best.get("validation_loss")).isLessThan(1);
    assertThat((Long) best.get("training_iteration")).isBetween(10L, 50L);
  }

  private Path made() {
    return folder.resolve("선형-적합");
  }
}
