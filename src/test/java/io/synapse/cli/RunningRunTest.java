package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code synapse runs show} of a run that goes on, that was killed, and that goes on again. */
@Timeout(180)
class RunningRunTest {

  @TempDir private static Path shared;
  private static Path plugin;

  @TempDir private Path folder;
  private SpokenRun run;

  @BeforeAll
  static void buildPlugin() {
    plugin = SpokenRun.plugin(shared);
  }

  @BeforeEach
  void prepare() {
    run = new SpokenRun(folder, plugin);
  }

  @AfterEach
  void endProcesses() {
    run.close();
  }

  @Test
  void itsTrialsAreShownAsTheyStand() throws Exception {
    Process train = run.train();
    awaitTrial("RUNNING");
    CommandRun show = show();
    assertThat(show.output())
        .containsPattern("(?m)^status +running$")
        .containsPattern("(?m)^trials +1 RUNNING$")
        .containsPattern("(?m)^ +\\w{8}_00000 +RUNNING +- +1");
    assertThat(show.messages()).contains("the run has no results: it is running");
    JsonNode document = new JsonMapper().readTree(show("--json").output());
    assertThat(document.get("results").isNull()).isTrue();
    assertThat(document.get("trials").get(0).get("status").asString()).isEqualTo("RUNNING");
    assertThat(document.get("trials").get(0).get("config").get("x").asInt()).isEqualTo(1);

    train.destroyForcibly();
    train.waitFor();
    assertThat(show().output())
        .containsPattern("(?m)^status +interrupted$")
        .containsPattern("(?m)^trials +1 INTERRUPTED$");

    run.start("resumed", "train", "--resume", "last", "--progress", "plain");
    awaitTrial("RUNNING");
    run.sayNoMore();
    awaitTrial("TERMINATED");
  }

  private void awaitTrial(String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> show().output().contains("_00000  " + status));
  }

  private CommandRun show(String... more) {
    Object[] words = {"runs", "show", "last", "--store", run.store()};
    return more.length == 0
        ? CommandRun.of(words)
        : CommandRun.of("runs", "show", "last", "--store", run.store(), more[0]);
  }
}
