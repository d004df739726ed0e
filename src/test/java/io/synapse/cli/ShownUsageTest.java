package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code synapse runs show} tells from a run's journal. */
class ShownUsageTest {

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
  void showAsJsonTellsWhatEachTrialUsed() {
    runs.tune("used", "9, 13");
    JsonNode tuned = runs.json("runs", "show").get("results");
    runs.train("trained", "{x: 5}");
    JsonNode trained = runs.json("runs", "show").get("results");

    for (JsonNode trial :
        List.of(tuned.get("trial_models").get(0), tuned.get("failed_trials").get(0), trained)) {
      JsonNode usage = trial.get("usage");
      assertThat(usage.propertyNames())
          .containsExactly("seconds", "cpu_s", "memory_bytes", "gpu_memory_bytes");
      assertThat(usage.get("seconds").asDouble()).isPositive();
      assertThat(usage.get("memory_bytes").asLong()).isGreaterThan(1 << 20);
      assertThat(usage.get("gpu_memory_bytes").isNull()).isTrue();
    }
  }

  @Test
  void aDamagedJournalLeavesTheResults() throws IOException {
    runs.tune("win", "3");
    Path folder = Path.of(runs.json("runs", "list").get(0).get("path").asString());
    Files.writeString(folder.resolve("journal.jsonl"), "no JSON\n");

    CommandRun show = runs.command("runs", "show");

    assertThat(show.status()).isZero();
    assertThat(show.output()).containsPattern("TERMINATED +1 +3.0000").doesNotContain("MEMORY");
    assertThat(show.messages()).contains("not known whole", "journal.jsonl:1");
  }
}
