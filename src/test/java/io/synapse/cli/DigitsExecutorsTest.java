package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.JsonFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample plugin's tuning comes to the same wherever its trials run. */
@Timeout(180)
class DigitsExecutorsTest {

  private static final Path JOB = Path.of("samples/digits/tune.json").toAbsolutePath();
  private static final int TRIALS = 5;

  @TempDir Path folder;

  @Test
  void workerProcessesGiveTheSameResultsAsOneProcess() {
    Map<String, Object> inline = tune("inline");
    Map<String, Object> process = tune("process");

    assertThat(TrainFixture.trials(inline, "trial_models")).hasSize(TRIALS);
    assertThat(ids(process)).hasSize(TRIALS).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(ids(inline)).isEqualTo(ids(process));
    assertThat(ComparableResults.of(process)).isEqualTo(ComparableResults.of(inline));
    assertThat(number(process)).isEqualTo(number(inline));
  }

  private Map<String, Object> tune(String executor) {
    Path output = folder.resolve(executor + ".json");
    CommandRun run =
        CommandRun.of(
            "train",
            "-f",
            JOB,
            "-s",
            "tune_config.num_samples=" + TRIALS,
            "-e",
            executor,
            "--store",
            folder.resolve(executor),
            "--progress",
            "none",
            "-o",
            output);
    assertThat(run.status()).as(run.messages()).isZero();
    return JsonFile.read(output);
  }

  /** Models are numbered in the order of the trials, so that even these are the same. */
  private static List<Object> ids(Map<String, Object> results) {
    return TrainFixture.trials(results, "trial_models").stream()
        .map(trial -> trial.get("model_id"))
        .toList();
  }

  /** The number of the winner. */
  private static String number(Map<String, Object> results) {
    String id = (String) TrainFixture.map(results.get("best_trial")).get("trial_id");
    return id.substring(id.indexOf('_'));
  }
}
