package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.SampleRuns;
import io.synapse.cli.TinyPlugin;
import io.synapse.job.JobReader;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.JobSource;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RunsBestCommandTest {

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
  void theBestOfARunThatHasNotEndedIsAFailure() {
    startedRun();

    CommandRun best = runs.command("runs", "best");

    assertThat(best.status()).isEqualTo(1);
    assertThat(best.messages()).contains("has no results: it is running");
  }

  @Test
  void bestTellsMetricConfigurationAndModel() {
    runs.tune("win", "3, 9");

    CommandRun best = runs.command("runs", "best", "last");

    Path files = runs.store().resolve("models/2/files");
    assertThat(best.output())
        .containsPattern("best trial +\\w{8}_00001\n")
        .containsPattern("score +9.0000 \\(max\\)\n")
        .containsPattern("config +x=9\n")
        .containsPattern("metrics +.*\\bscore=9\\b.*\n")
        .containsPattern("model +2 +" + files + "\n");
  }

  @Test
  void bestAsJsonLeadsToTheModelsFiles() throws IOException {
    runs.tune("win", "3, 9");

    JsonNode best = runs.json("runs", "best");

    assertThat(best.get("metric").asString()).isEqualTo("score");
    assertThat(best.get("value").asDouble()).isEqualTo(9);
    assertThat(best.get("config").get("x").asInt()).isEqualTo(9);
    Path model = Path.of(best.get("model_path").asString());
    assertThat(Files.readString(model.resolve("model.txt"))).isEqualTo("9");
    assertThat(Path.of(best.get("trial_logdir").asString())).isDirectory();
  }

  @Test
  void bestSaysThatItsModelWasRemoved() {
    runs.tune("win", "3, 9");
    runs.command("model", "remove", "2", "--force");

    assertThat(runs.command("runs", "best").output())
        .containsPattern("model +2 +removed from the store\n");
    assertThat(runs.json("runs", "best").get("model_path").isNull()).isTrue();
  }

  @Test
  void aRunWithoutAWinnerHasNoBest() {
    runs.tune("lost", "13");

    CommandRun best = runs.command("runs", "best");

    assertThat(best.status()).isEqualTo(1);
    assertThat(best.output()).isEmpty();
    assertThat(best.messages()).contains("has no best trial: no trial has a usable value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "yaml"})
  void theBestAsAJobSaysTheSameInAnyFolder(String format) {
    runs.tune("이기다: a", "3, 9");

    CommandRun best = runs.command("runs", "best", "--as-job", "--format", format);

    assertThat(best.messages()).isEmpty();
    Path elsewhere = runs.write("best." + format, best.output());
    LoadedJob loaded =
        new JobReader(Searchers.specifications(), Schedulers.specifications())
            .read(JobSource.file(elsewhere), List.of());
    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.job().name()).isEqualTo("이기다: a best");
    assertThat(loaded.job().description()).isEqualTo("the highest wins");
    assertThat(loaded.job().isTune()).isFalse();
    assertThat(loaded.job().hyperparameter()).isEqualTo(Map.of("x", 9L));
    assertThat(loaded.job().dataset()).isEqualTo(7);
    assertThat(loaded.job().numCpus()).isEqualTo(0.5);
    assertThat(loaded.bindings().plugin())
        .hasValueSatisfying(reference -> assertThat(reference.path()).isEqualTo(plugin))
        .hasValueSatisfying(reference -> assertThat(reference.name()).contains("Tiny"));
    assertThat(loaded.bindings().datasets()).isEqualTo(Map.of(7, folder.resolve("data.csv")));
  }

  @Test
  void theBestAsAJobRunsAsItIs() {
    runs.tune("win", "3, 9");

    CommandRun again = runs.run(runs.command("runs", "best", "--as-job").output());

    assertThat(again.status()).as(again.messages()).isZero();
    JsonNode latest = runs.json("runs", "list").get(0);
    assertThat(latest.get("name").asString()).isEqualTo("win best");
    assertThat(latest.get("status").asString()).isEqualTo("completed");
    assertThat(runs.store().resolve("models/3/files/model.txt")).hasContent("9");
  }

  @Test
  void aFurtherClassPathIsToldBesideTheJob() {
    Path library = shared.resolve("classes");
    runs.train("needy", "{x: 5}");
    Path job = folder.resolve("job.yaml");
    runs.command("train", "-f", job, "-p", plugin, "-p", library, "--progress", "none");

    CommandRun best = runs.command("runs", "best", "--as-job");

    assertThat(best.messages()).contains("-p " + plugin + "#Tiny -p " + library);
  }

  @Test
  void optionsThatContradictEachOtherAreAWrongUsage() {
    CommandRun both = runs.command("runs", "best", "--as-job", "--json");
    CommandRun alone = runs.command("runs", "best", "--format", "yaml");

    assertThat(both.status()).isEqualTo(2);
    assertThat(both.messages()).contains("--as-job and --json exclude each other");
    assertThat(alone.status()).isEqualTo(2);
    assertThat(alone.messages()).contains("add --as-job");
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
}
