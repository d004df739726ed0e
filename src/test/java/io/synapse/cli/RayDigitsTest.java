package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.Store;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.RayTestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sample plugin's tunings on a cluster of several nodes. */
@NeedsPython(module = "ray")
class RayDigitsTest extends RayClusterRuns {

  private static final Path SAMPLE = Path.of("samples/digits").toAbsolutePath();
  private static final int TRIALS = 60;
  private static final int TRIALS_BEFORE_LOSS = 20;
  private static final int BRACKETS = 17;

  @Override
  RayTestCluster startCluster() {
    RayTestCluster started = RayTestCluster.start(python, 1);
    started.add("steady", 1);
    started.add("doomed", 1);
    return started;
  }

  @Test
  void aLostNodeCostsNoTrialAndTheResultsAreThoseOfThisMachine() throws Exception {
    String job = digits("{name: epochs, type: randint, min: 1, max: 2}", TRIALS, "");
    TrainProcess run = start(job);
    run.awaitUntil(() -> site.journal("end").size() >= TRIALS_BEFORE_LOSS);
    cluster().killRaylet("doomed");

    assertThat(run.awaitEnd()).as(run.said()).isZero();
    Map<String, Object> onCluster = site.results();
    assertWhatWasLostWentOn();
    assertEveryModelIsInTheStore(onCluster);
    assertNothingLeft();
    Map<String, Object> here = runHere(job);
    // What was lost is told in notes.
    assertThat(keys(onCluster)).contains(".trial_models[].notes[]");
    assertThat(keys(onCluster).stream().filter(key -> !key.endsWith(".notes[]")))
        .containsExactlyElementsOf(keys(here));
    assertThat(byNumber(onCluster, "config")).hasSize(TRIALS).isEqualTo(byNumber(here, "config"));
    assertThat(byNumber(onCluster, "metrics").keySet())
        .isEqualTo(byNumber(here, "metrics").keySet());
  }

  private void assertWhatWasLostWentOn() {
    assertThat(journal("attempt_end", line -> "lost".equals(line.get("why"))))
        .isNotEmpty()
        .extracting("reason")
        .asString()
        .contains("its node doomed is gone; goes on from ");
    assertThat(attempts("place_lost")).isNotEmpty();
    assertThat(site.journal("placed"))
        .extracting("place")
        .contains(RayTestCluster.HEAD, "steady", "doomed");
  }

  private void assertEveryModelIsInTheStore(Map<String, Object> results) {
    assertThat(TrainFixture.trials(results, "failed_trials")).isEmpty();
    List<Long> ids =
        TrainFixture.trials(results, "trial_models").stream()
            .map(trial -> (Long) trial.get("model_id"))
            .toList();
    assertThat(ids).hasSize(TRIALS).doesNotHaveDuplicates();
    try (Store store = site.openStore()) {
      assertThat(ids)
          .allSatisfy(id -> assertThat(store.models().existing(id).files()).isNotEmpty());
    }
  }

  private Map<String, Object> runHere(String job) throws Exception {
    Path file = Files.writeString(folder.resolve("here.yaml"), job);
    TrainProcess run =
        site.start(
            List.of(
                "train", "-f", file.toString(), "--progress", "plain", TrainSite.SMALL_WORKERS));
    assertThat(run.awaitEnd()).as(run.said()).isZero();
    return site.results();
  }

  @Test
  void pausedTrialsGoOnFromTheirCheckpointsOnWhateverNode() throws Exception {
    TrainProcess run =
        start(
            digits(
                "{name: epochs, type: choice, options: [9]}",
                BRACKETS,
                "scheduler: {name: hyperband, options: {max_t: 9}}"));

    assertThat(run.awaitEnd()).as(run.said()).isZero();
    assertThat(TrainFixture.trials(site.results(), "failed_trials")).isEmpty();
    assertThat(trials()).hasSize(BRACKETS);
    assertThat(attempts("resume_paused")).extracting("training_iteration").containsOnly(1L, 3L);
    reportsByTrial()
        .forEach(
            (trial, iterations) ->
                assertThat(iterations)
                    .as(trial)
                    .isEqualTo(LongStream.rangeClosed(1, iterations.size()).boxed().toList()));
    assertNothingLeft();
  }

  /** No iteration was made twice. */
  private Map<String, List<Object>> reportsByTrial() {
    return site.journal("report").stream()
        .collect(
            Collectors.groupingBy(
                line -> (String) line.get("trial_id"),
                Collectors.mapping(line -> line.get("training_iteration"), Collectors.toList())));
  }

  private static String digits(String epochs, int trials, String scheduler) {
    return """
    plugin: %1$s/target/digits.jar
    datasets: {1: %1$s/data/digits.csv.gz}
    action: train
    params:
      name: digits on ray
      dataset: 1
      is_tune: true
      hyperparameters:
        - %2$s
        - {name: batch_size, type: choice, options: [32, 64]}
        - {name: learning_rate, type: loguniform, min: 0.0005, max: 0.02, base: 10}
        - {name: hidden_units, type: qlograndint, min: 16, max: 32, base: 2, q: 16}
      tune_config: {metric: validation_accuracy, mode: max, num_samples: %3$d, seed: 7, %4$s}
    """
        .formatted(SAMPLE, epochs, trials, scheduler);
  }

  /** Something of each finished trial, by the number in its id. */
  private static Map<String, Object> byNumber(Map<String, Object> results, String key) {
    Map<String, Object> found = new LinkedHashMap<>();
    for (Map<String, Object> trial : TrainFixture.trials(results, "trial_models")) {
      String id = (String) trial.get("trial_id");
      found.put(id.substring(id.indexOf('_')), trial.get(key));
    }
    return found;
  }

  /** Every path of keys in a value. */
  private static Set<String> keys(Object value) {
    Set<String> keys = new TreeSet<>();
    collect("", value, keys);
    return keys;
  }

  private static void collect(String path, Object value, Set<String> keys) {
    if (value instanceof List<?> list) {
      list.forEach(entry -> collect(path + "[]", entry, keys));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> collect(path + "." + key, entry, keys));
    } else {
      keys.add(path);
    }
  }
}
