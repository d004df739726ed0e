package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.JsonFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample plugin's tuning comes to the same wherever its trials run. */
@Timeout(180)
class DigitsExecutorsTest {

  private static final Path JOB = Path.of("samples/digits/tune.json").toAbsolutePath();
  private static final int TRIALS = 5;

  /** What differs between any two runs. */
  private static final Set<String> OF_ONE_RUN =
      Set.of("run_id", "trial_id", "trial_logdir", "model_id", "started", "finished");

  @TempDir Path folder;

  @Test
  void workerProcessesGiveTheSameResultsAsOneProcess() {
    Map<String, Object> inline = tune("inline");
    Map<String, Object> process = tune("process");

    assertThat(TrainFixture.trials(inline, "trial_models")).hasSize(TRIALS);
    assertThat(ids(process)).hasSize(TRIALS).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(ids(inline)).isEqualTo(ids(process));
    assertThat(withoutIds(process)).isEqualTo(withoutIds(inline));
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

  private static Object withoutIds(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(DigitsExecutorsTest::withoutIds).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<Object, Object> rest = new LinkedHashMap<>();
    map.forEach((key, entry) -> rest.put(key, entry == null ? "null" : withoutIds(entry)));
    rest.keySet().removeAll(OF_ONE_RUN);
    return rest;
  }
}
