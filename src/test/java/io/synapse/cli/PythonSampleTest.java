package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.Pythons;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample plugin in Python, run by the command. */
@Timeout(120)
@NeedsPython(module = "sklearn")
class PythonSampleTest {

  private static final Path SAMPLE = Path.of("samples/python").toAbsolutePath();
  private static final String ACCURACY = "validation_accuracy";
  private static final int EPOCHS = 20;

  /** The most epochs that HyperBand gives a trial. */
  private static final int LONGEST = 9;

  @TempDir private static Path folder;
  private static Path python;
  private static PythonRuns.Results training;

  @BeforeAll
  static void trainOnce() {
    python = Pythons.requireWith("sklearn");
    training = run("train.json");
  }

  @Test
  void aTrainingIsMeasuredOnTheHeldOutPart() {
    assertThat(number(training.metrics(), "test_accuracy")).isGreaterThan(0.9);
    assertThat(training.events("metric")).hasSize(4 * EPOCHS + 1);
    assertThat(training.events("visualization")).hasSize(1);
    assertThat(training.model(training.all()).resolve("model.joblib")).isNotEmptyFile();
  }

  @Test
  void itsDefaultsAreTheValuesOfItsJob() {
    PythonRuns.Results defaults = run("train.yaml", "-s", "hyperparameter={}");

    assertThat(defaults.metrics()).isEqualTo(training.metrics());
  }

  @Test
  void aTrainingThatGoesOnFromAModelEndsAsOneThatWasNotInterrupted() {
    PythonRuns.Results half = run("train.json", "-s", "hyperparameter.epochs=8");
    PythonRuns.Results rest = run("train.json", "-s", "checkpoint=" + half.all().get("model_id"));

    assertThat(rest.metrics()).isEqualTo(training.metrics());
    assertThat(rest.events("metric")).hasSize(4 * (EPOCHS - 8) + 1);
  }

  @Test
  void tuningFindsWhatIsBetterThanTheDefaultsAndKeepsEveryModel() {
    PythonRuns.Results tuning = run("tune.json");

    assertThat(number(metrics(tuning.best()), ACCURACY))
        .isGreaterThanOrEqualTo(0.96)
        .isGreaterThan(number(training.metrics(), ACCURACY));
    assertThat(tuning.trials())
        .hasSize(16)
        .allSatisfy(
            trial -> assertThat(tuning.model(trial).resolve("model.joblib")).isNotEmptyFile());
  }

  @Test
  void trialsThatHyperbandPausesGoOnWhereTheyWere() {
    PythonRuns.Results results = run("hyperband.yaml");

    assertThat(results.events("attempt"))
        .anyMatch(line -> line.contains("\"cause\":\"resume_paused\""));
    assertThat(results.trials())
        .anySatisfy(trial -> assertThat(epochsSaid(results, trial)).hasSize(LONGEST))
        .allSatisfy(
            trial ->
                assertThat(epochsSaid(results, trial))
                    .isEqualTo(countingTo(metrics(trial).get("training_iteration"))));
    assertThat(number(metrics(results.best()), ACCURACY)).isGreaterThanOrEqualTo(0.96);
  }

  /** The epochs that a trial logged its loss of, over all its attempts. */
  private static List<Long> epochsSaid(PythonRuns.Results results, Map<String, Object> trial) {
    String start = "\"trial_id\":\"" + trial.get("trial_id") + "\",\"category\":\"training\"";
    return results.events("metric").stream()
        .filter(line -> line.contains(start) && line.contains("\"key\":\"loss\""))
        .map(line -> Long.valueOf(line.replaceFirst(".*\"epoch\":(\\d+).*", "$1")))
        .toList();
  }

  private static List<Long> countingTo(Object last) {
    return LongStream.rangeClosed(1, (Long) last).boxed().toList();
  }

  private static double number(Map<String, Object> metrics, String name) {
    return (Double) metrics.get(name);
  }

  private static Map<String, Object> metrics(Map<String, Object> trial) {
    return TrainFixture.map(trial.get("metrics"));
  }

  private static PythonRuns.Results run(String job, Object... more) {
    Object[] words = Stream.concat(Stream.of("--seed", 7), Stream.of(more)).toArray();
    return new PythonRuns(python, folder.resolve("store")).run(SAMPLE.resolve(job), words);
  }
}
