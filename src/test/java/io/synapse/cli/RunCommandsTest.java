package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunCommandsTest {

  /** Time, processor time and memory of a trial, at the end of a row. */
  private static final String USED = " +[\\d.]+s +[\\d.]+s +[\\d.]+ MB\n";

  @TempDir private static Path shared;
  private static Path plugin;

  @TempDir private Path folder;
  private SampleRuns runs;

  @BeforeAll
  static void buildPlugin() {
    plugin = TinyPlugin.jar(shared);
  }

  @BeforeEach
  void useAFreshStore() {
    runs = new SampleRuns(folder, plugin);
  }

  @Test
  void theNewestRunIsListedFirst() {
    runs.train("첫째", "{x: 5}");
    runs.tune("second", "3, 13, 9");

    CommandRun list = runs.command("runs", "list");

    assertThat(list.status()).isZero();
    assertThat(list.messages()).isEmpty();
    List<String> lines = list.output().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("RUN +STATUS +TRIALS +BEST +STARTED +DURATION  MODE +NAME");
    assertThat(lines.get(1))
        .matches(
            "second-\\S+ +completed +2 ok, 1 failed +9.0000 score +\\d{4}-\\d\\d-\\d\\d"
                + " \\d\\d:\\d\\d:\\d\\d +\\d+s +tune +second");
    assertThat(lines.get(2)).matches("첫째-\\S+ +completed +1 ok +- .* train +첫째");
  }

  @Test
  void theListAsJsonHasTheNamesOfTheResults() {
    runs.train("one", "{x: 5}");
    runs.tune("two", "3, 13, 9");

    JsonNode list = runs.json("runs", "list");

    JsonNode two = list.get(0);
    assertThat(two.propertyNames())
        .containsExactly(
            "run_id",
            "name",
            "is_tune",
            "status",
            "metric",
            "mode",
            "trials",
            "terminated",
            "failed",
            "best_trial",
            "best_value",
            "model_id",
            "started",
            "finished",
            "duration_s",
            "path");
    assertThat(two.get("is_tune").asBoolean()).isTrue();
    assertThat(two.get("mode").asString()).isEqualTo("max");
    assertThat(two.get("terminated").asInt()).isEqualTo(2);
    assertThat(two.get("best_value").asDouble()).isEqualTo(9);
    assertThat(Instant.parse(two.get("started").asString())).isBefore(Instant.now());
    assertThat(Path.of(two.get("path").asString()).resolve("results.json")).exists();
    assertThat(list.get(1).get("name").asString()).isEqualTo("one");
    assertThat(list.get(1).get("metric").isNull()).isTrue();
  }

  @Test
  void aStoreThatIsNotThereHasAnEmptyListAndNothingToShow() {
    CommandRun list = runs.command("runs", "list", "--json");
    CommandRun show = runs.command("runs", "show", "last");
    CommandRun remove = runs.command("runs", "remove", "last");

    assertThat(list.status()).isZero();
    assertThat(list.output().replaceAll("\\s", "")).isEqualTo("[]");
    assertThat(list.messages()).contains("there is no store at " + runs.store() + " yet");
    assertThat(show.status()).isEqualTo(2);
    assertThat(show.output()).isEmpty();
    assertThat(show.messages()).startsWith("error: there is no store at " + runs.store());
    assertThat(remove.status()).isEqualTo(2);
    assertThat(runs.store()).doesNotExist();
  }

  @Test
  void showTellsEveryTrialAndWhyTrialsFailed() {
    runs.tune("튜닝", "3, 13, 9, 14");

    CommandRun show = runs.command("runs", "show");

    assertThat(show.output())
        .containsPattern("name +튜닝\n")
        .containsPattern("status +completed\n")
        .containsPattern("trials +3 ok, 1 failed\n")
        .containsPattern("best +9.0000 score\n")
        .containsPattern("data set +7 +\\S+data.csv\n")
        .containsPattern("plugin +Tiny +\\S+tiny.jar\n")
        .containsPattern("\nused +[\\d.]+s in trials, [\\d.]+s of CPU time, [\\d.]+ MB at most\n")
        .containsPattern("\n +TRIAL +STATUS +MODEL +score +x +loss +TIME +CPU +MEMORY\n")
        .containsPattern("\n +\\w{8}_00000 +TERMINATED +1 +3.0000 +3 +-3.0000" + USED)
        .containsPattern("\n +\\w{8}_00001 +ERROR +- +- +13" + USED)
        .containsPattern("\n\\* +\\w{8}_00002 +TERMINATED +2 +9.0000 +9 +-9.0000" + USED)
        .containsPattern("\n +\\w{8}_00003 +TERMINATED +3 +NaN +14 +-14.000" + USED)
        .containsPattern("\n1 x IllegalStateException: unlucky 13\n +\\w{8}_00001\n +see \\S+\n$");
  }

  @Test
  void showAsJsonHoldsRunJobAndResults() {
    runs.tune("all", "9, 14");

    JsonNode show = runs.json("runs", "show", "all-");

    assertThat(show.get("status").asString()).isEqualTo("completed");
    assertThat(show.get("job").get("params").get("name").asString()).isEqualTo("all");
    assertThat(show.get("options").get("class_path").get(0).asString()).endsWith("tiny.jar");
    JsonNode trials = show.get("results").get("trial_models");
    assertThat(trials.get(1).get("metrics").get("score").asString()).isEqualTo("NaN");
    assertThat(show.get("trials").isNull()).isTrue();
  }

  @Test
  void showOfATrainingTellsItsOneTrial() {
    runs.train("plain", "{x: 5, epochs: 1}");

    assertThat(runs.command("runs", "show", "last").output())
        .containsPattern("mode +train\n")
        .containsPattern("\n +\\w{8}_00000 +TERMINATED +1 +5 +1 +1.0000" + USED);
  }

  @Test
  void showOfAFailedTrainingTellsItsError() {
    runs.train("plain", "{x: 5, fail: true}");

    assertThat(runs.command("runs", "show").output())
        .containsPattern("status +failed\n")
        .contains("\n1 x IllegalStateException: asked to fail\n");
  }

  @Test
  void aRunThatHasNotEndedIsShownWithoutResults() {
    startedRun();

    CommandRun show = runs.command("runs", "show");

    assertThat(show.status()).isZero();
    assertThat(show.output()).containsPattern("status +running\n").containsPattern("finished +-\n");
    assertThat(show.messages()).contains("the run has no results: it is running");
    JsonNode json = runs.json("runs", "show");
    assertThat(json.get("results").isNull()).isTrue();
    assertThat(json.get("job").isNull()).isTrue();
    assertThat(runs.command("runs", "list").output()).contains("running");
  }

  @Test
  void aRunThatGoesOnIsNotRemoved() {
    startedRun();

    CommandRun remove = runs.command("runs", "remove", "last");

    assertThat(remove.status()).isEqualTo(2);
    assertThat(remove.messages()).contains("is running");
  }

  @Test
  void removeTakesSeveralRunsAndLeavesTheirModels() {
    runs.train("a", "{x: 1}");
    runs.train("b", "{x: 2}");
    runs.train("c", "{x: 3}");

    CommandRun remove = runs.command("runs", "remove", "a-", "last", "c-");

    assertThat(remove.status()).isZero();
    assertThat(remove.output()).isEmpty();
    assertThat(remove.messages().lines()).hasSize(2);
    assertThat(names(runs.json("runs", "list"))).containsExactly("b");
    assertThat(runs.json("model", "list")).hasSize(3);
    assertThat(runs.store().resolve("runs")).isDirectoryNotContaining("glob:**/c-*");
  }

  @Test
  void aMistypedRunRemovesNothing() {
    runs.train("a", "{x: 1}");

    CommandRun remove = runs.command("runs", "remove", "a-", "nope");

    assertThat(remove.status()).isEqualTo(2);
    assertThat(remove.messages()).contains("has no run 'nope'");
    assertThat(runs.json("runs", "list")).hasSize(1);
  }

  @Test
  void anAmbiguousStartIsRefused() {
    runs.train("twin", "{x: 1}");
    runs.train("twin", "{x: 1}");

    CommandRun show = runs.command("runs", "show", "twin");

    assertThat(show.status()).isEqualTo(2);
    assertThat(show.messages()).contains("is the start of 2 runs");
  }

  @Test
  void hostileNamesReachTheTerminalWithoutControlCharacters() {
    runs.train("../x\\e[31m\\nCON", "{x: 1}");

    String shown = runs.command("runs", "list").output() + runs.command("runs", "show").output();

    assertThat(shown).contains("../x?[31m CON").doesNotContain("\u001b");
    assertThat(runs.json("runs", "list").get(0).get("name").asString())
        .isEqualTo("../x\u001b[31m\nCON");
    CommandRun unknown = runs.command("runs", "show", "\u001b[2Jx");
    assertThat(unknown.messages()).contains("'?[2Jx'").doesNotContain("\u001b");
  }

  @Test
  void damagedResultsAreAFailureThatNamesTheFile() throws IOException {
    runs.tune("win", "3");
    Path results = Path.of(runs.json("runs", "list").get(0).get("path").asString(), "results.json");
    Files.writeString(results, "{\"trial_models\": 7, \"best_trial\": [1]}");

    CommandRun show = runs.command("runs", "show");
    CommandRun best = runs.command("runs", "best");

    assertThat(show.status()).isEqualTo(1);
    assertThat(show.messages()).contains(results + " is damaged");
    assertThat(best.status()).isEqualTo(1);
    assertThat(best.messages()).contains(results + " is damaged");
  }

  /** A run of this process that goes on. */
  private void startedRun() {
    try (Store store = Store.open(runs.store())) {
      Objective objective = new Objective("score", Objective.Mode.MAX);
      store
          .runs()
          .create(new NewRun("going on", RunMode.TUNE, Optional.of(objective), Instant.now()));
    }
  }

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.get("name").asString())
        .toList();
  }
}
