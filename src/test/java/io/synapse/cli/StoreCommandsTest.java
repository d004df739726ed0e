package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StoreCommandsTest {

  @TempDir private Path folder;
  private SampleRuns store;

  @BeforeEach
  void trainOnce() {
    store = new SampleRuns(folder, TinyPlugin.jar(folder));
    store.train("하나", "{x: 5}");
  }

  private Path orphan() throws IOException {
    Path orphan = Files.createDirectories(store.store().resolve("models/9"));
    Path file = Files.writeString(orphan.resolve("half"), "12345");
    FileTime past = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    Files.setLastModifiedTime(file, past);
    Files.setLastModifiedTime(orphan, past);
    return orphan;
  }

  @Test
  void aDryRunListsAndDeletesNothing() throws IOException {
    Path orphan = orphan();

    CommandRun dry = store.command("store", "gc", "--dry-run");

    assertThat(dry.status()).isZero();
    assertThat(dry.output()).containsPattern("\nentry +5 bytes +the registry .* " + orphan + "\n");
    assertThat(dry.messages()).contains("1 to delete, which frees 5 bytes");
    assertThat(orphan).exists();
  }

  @Test
  void whatIsDeletedIsTold() throws IOException {
    Path orphan = orphan();

    JsonNode reported = store.json("store", "gc");

    assertThat(reported.get("dry_run").asBoolean()).isFalse();
    assertThat(reported.get("size").asLong()).isEqualTo(5);
    assertThat(reported.get("garbage").get(0).get("path").asString()).isEqualTo(orphan.toString());
    assertThat(orphan).doesNotExist();
    CommandRun again = store.command("store", "gc");
    assertThat(again.status()).isZero();
    assertThat(again.messages()).isEqualTo("nothing to delete\n");
    assertThat(store.json("model", "list")).hasSize(1);
  }

  @Test
  void theStoreTellsWhatItsPartsTake() {
    JsonNode shown = store.json("store", "show");

    assertThat(shown.get("path").asString()).isEqualTo(store.store().toString());
    assertThat(shown.get("parts").get("models").get("entries").asLong()).isEqualTo(1);
    assertThat(shown.get("parts").get("runs").get("size").asLong()).isPositive();
    assertThat(store.command("store", "show").output())
        .containsPattern("PART +ENTRIES +SIZE\n")
        .containsPattern("models +1 +[\\d.]+ ");
  }
}
