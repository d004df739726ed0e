package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.Store;
import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {

  @TempDir Path folder;

  @Test
  void everyPartIsLookedAtAndNothingIsWritten() {
    Path python = Pythons.require();

    CommandRun run =
        CommandRun.of("doctor", "--python", python, "--store", folder.resolve("store"));

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output())
        .containsPattern("PART +STATE +FOUND\n")
        .containsPattern("java +\\w+ +" + System.getProperty("java.version") + " in ")
        .containsPattern("python +\\w+ +3[.0-9]+ in " + python + " \\(--python\\)")
        .containsPattern("cpus +ok +[0-9.]+\n")
        .containsPattern("gpus +\\w+ +")
        .containsPattern("store +\\w+ +" + folder + "/store, which is not there yet, .* free");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStoreTellsWhatItHolds() {
    Store.open(folder.resolve("store")).close();

    JsonNode store =
        found(CommandRun.of("doctor", "--json", "--store", folder.resolve("store"))).get("store");

    assertThat(store.get("state").asString()).isIn("ok", "limited");
    assertThat(store.get("found").asString())
        .startsWith(folder.resolve("store") + " with 0 runs and 0 models, ");
  }

  @Test
  void aPlaceWhereNoStoreCanBeIsBroken() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    CommandRun run = CommandRun.of("doctor", "--json", "--store", file.resolve("store"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(found(run).get("store").get("state").asString()).isEqualTo("broken");
    assertThat(found(run).get("store").get("remedy").asString()).contains("--store");
  }

  @Test
  void anInterpreterThatIsNamedAndNotThereIsBroken() {
    CommandRun run = CommandRun.of("doctor", "--python", folder.resolve("python"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).containsPattern("python +broken +--python: there is no " + folder);
  }

  @Test
  void aPythonThatIsTooOldForPluginsSaysSo() throws IOException {
    Path old =
        Files.writeString(folder.resolve("old"), "#!/bin/sh\necho synapse-facts: version 3.8.1\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();

    CommandRun run = CommandRun.of("doctor", "--python", old, "--store", folder.resolve("store"));

    assertThat(run.output())
        .containsPattern("python +limited +3.8.1 in ")
        .contains("python: plugins in Python need 3.9 or later");
  }

  private static Map<String, JsonNode> found(CommandRun run) {
    Map<String, JsonNode> found = new HashMap<>();
    for (JsonNode each : JsonMapper.shared().readTree(run.output())) {
      found.put(each.get("part").asString(), each);
    }
    return found;
  }
}
