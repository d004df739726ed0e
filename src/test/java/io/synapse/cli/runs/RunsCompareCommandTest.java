package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.SampleRuns;
import io.synapse.cli.TinyPlugin;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code synapse runs compare}; one store for all tests. */
class RunsCompareCommandTest {

  @TempDir private static Path shared;
  private static SampleRuns runs;

  @BeforeAll
  static void makeRuns() {
    Path plugin = TinyPlugin.jar(shared);
    runs = new SampleRuns(shared, plugin);
    runs.tuneOneByOne("first", "3, 9, 5", "1");
    runs.tuneOneByOne("둘째", "1, 13, 12, 2", "1");
    runs.train("plain", "{x: 5}");
    runs.tuneOneByOne("bad", "13", "1, 2");
    runs.run(
        """
        action: train
        plugin: %s
        datasets: {7: %s}
        params:
          name: losing
          dataset: 7
          is_tune: true
          hyperparameters: [{name: x, type: grid_search, options: [4, 6]}]
          tune_config: {metric: loss, mode: min, num_samples: 100}
        """
            .formatted(plugin, shared.resolve("data.csv")));
    try (Store store = Store.open(runs.store())) {
      Objective objective = new Objective("score", Objective.Mode.MAX);
      store
          .runs()
          .create(new NewRun("going on", RunMode.TUNE, Optional.of(objective), Instant.now()));
    }
  }

  @Test
  void eachIsComparedWithTheFirst() {
    CommandRun compare = compare("first-", "둘째-");

    assertThat(compare.messages()).isEmpty();
    assertThat(compare.output())
        .containsPattern("(?m)^A +first-\\S+$")
        .containsPattern("(?m)^B +둘째-\\S+$")
        .containsPattern("(?m)^best score \\(max\\) +9\\.0000 +12\\.000$")
        .containsPattern("(?m)^difference to A +- +3\\.0000$")
        .containsPattern("(?m)^which is +- +better$")
        .containsPattern("(?m)^trials until the best of A +2 +2$")
        .containsPattern("(?m)^trials until the best of B +- +2$")
        .containsPattern("(?m)^trials +3 +4$")
        .containsPattern("(?m)^trials that failed +0 +1$");
    assertThat(compare("둘째-", "first-").output()).containsPattern("(?m)^which is +- +worse$");
  }

  @Test
  void ofJobsAndConfigurationsOnlyWhatDiffersIsTold() {
    String shown = compare("first-", "둘째-").output();

    assertThat(shown)
        .containsPattern("(?m)^hyperparameters\\.x +grid_search options=\\[3, 9, 5\\] +grid_search")
        .containsPattern("(?m)^name +first +둘째$")
        .containsPattern("(?m)^x +9 +12$")
        .doesNotContain("tune_config.num_samples", "plugin fingerprint", "options.executor");
  }

  @Test
  void allTellsTheRestToo() {
    assertThat(compare("first-", "둘째-", "--all").output())
        .containsPattern("(?m)^tune_config\\.num_samples +100 +100$")
        .containsPattern("(?m)^plugin fingerprint +[0-9a-f]{12} +[0-9a-f]{12}$")
        .containsPattern("(?m)^data set fingerprint +[0-9a-f]{12} +[0-9a-f]{12}$")
        .containsPattern("(?m)^plugin +Tiny +Tiny$");
  }

  @Test
  void runsThatOptimiseOtherThingsAreComparedByWhatTheyShare() {
    CommandRun compare = compare("first-", "losing-");

    assertThat(compare.status()).isZero();
    assertThat(compare.messages())
        .contains("optimise different things (A score (max), B loss (min))");
    assertThat(compare.output())
        .containsPattern("(?m)^best score \\(max\\) +9\\.0000 +6\\.0000$")
        .containsPattern("(?m)^best loss \\(min\\) +-9\\.0000 +-6\\.0000$");
  }

  @Test
  void aTrainingHasNoObjectiveToCompare() {
    CommandRun compare = compare("first-", "plain-");

    assertThat(compare.messages()).contains("A score (max), B nothing");
    assertThat(compare.output())
        .containsPattern("(?m)^best score \\(max\\) +9\\.0000 +-$")
        .containsPattern("(?m)^x +9 +5$");
  }

  @Test
  void runsWithoutAGoodTrialHaveNoBest() {
    CommandRun compare = compare("bad-", "first-", "going");

    assertThat(compare.status()).isZero();
    assertThat(compare.output())
        .containsPattern("(?m)^best score \\(max\\) +- +9\\.0000 +-$")
        .containsPattern("(?m)^difference to A +- +- +-$")
        .containsPattern("(?m)^status +\\w+ +completed +running$")
        .doesNotContain("until the best of A");
  }

  @Test
  void jsonHasAnEntryForEachRun() {
    JsonNode json = runs.json("runs", "compare", "first-", "둘째-");

    assertThat(json.propertyNames())
        .containsExactly("runs", "objectives", "job", "best_config", "best_metrics");
    assertThat(json.get("runs").get(1).get("name").asString()).isEqualTo("둘째");
    JsonNode objective = json.get("objectives").get(0);
    assertThat(objective.get("metric").asString()).isEqualTo("score");
    assertThat(objective.get("difference").get(0).isNull()).isTrue();
    assertThat(objective.get("difference").get(1).asDouble()).isEqualTo(3);
    assertThat(objective.get("direction").get(1).asString()).isEqualTo("better");
    assertThat(objective.get("trials_until_best_of").get(1).get(0).isNull()).isTrue();
    assertThat(json.get("best_config").get("x").get(1).asInt()).isEqualTo(12);
  }

  @Test
  void csvHasAColumnForEachRun() {
    String csv = compare("first-", "둘째-", "--csv").output();

    List<String> lines = List.of(csv.split("\r\n"));
    assertThat(lines.get(0)).matches("section,field,first-[^,]+,둘째-[^,]+");
    assertThat(lines)
        .contains("results,best score (max),9.0,12.0", "best_config,x,9,12", "job,name,first,둘째");
  }

  @Test
  void namesAreReadAsElsewhere() {
    assertThat(refusal("first-", "nobody")).contains("has no run 'nobody'");
    assertThat(refusal("first-", "first")).contains("is named twice");
    assertThat(refusal("first-")).contains("name two runs at least");
    runs.train("twin", "{x: 1}");
    runs.train("twin", "{x: 1}");
    assertThat(refusal("first-", "twin-")).contains("is the start of 2 runs");
  }

  private static String refusal(Object... names) {
    CommandRun refused = compare(names);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output()).isEmpty();
    return refused.messages();
  }

  private static CommandRun compare(Object... words) {
    Object[] all = new Object[words.length + 2];
    all[0] = "runs";
    all[1] = "compare";
    System.arraycopy(words, 0, all, 2, words.length);
    return runs.command(all);
  }
}
