package io.synapse.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.store.Store;
import io.synapse.testing.Pythons;
import io.synapse.testing.RayScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

  @Test
  void rayIsNeverAFaultWhileNothingIsToRunThere() {
    CommandRun run = doctor("--json");

    assertThat(run.status()).isZero();
    assertThat(found(run).get("ray").get("state").asString()).isEqualTo("ok");
    assertThat(found(run)).doesNotContainKey("cluster");
    assertThat(doctor("--ray-address", "head:6379").messages())
        .contains("--ray-address: only goes with --executor ray");
    assertThat(doctor("--executor", "process", "--ray-python", "x").status()).isEqualTo(2);
  }

  @Test
  void aClusterTellsItsNodes() throws IOException {
    Path python =
        ray(
            """
            {"type":"connected","ray":"2.60.0","python":"3.11.7","address":"head:6379","nodes":[\
            {"id":"a","name":"head","cpus":2.0,"gpus":0.0},\
            {"id":"b","name":"worker","cpus":4.0,"gpus":1.0}]}""");

    CommandRun run = doctor("-e", "ray", "--ray-address", "head:6379", "--ray-python", python);

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output())
        .containsPattern("java +\\w+ .*; on Ray's nodes plugins in Java need a Java 17 or later")
        .containsPattern("python +\\w+ +3.11.7 in " + python + " \\(the Python that has Ray\\)")
        .containsPattern("ray +ok +2.60.0 with Python 3.11.7 in " + python)
        .containsPattern("cluster +ok +head:6379: 2 nodes, 6 CPUs, 1 GPU\n")
        .containsPattern("node +ok +head: 2 CPUs\n")
        .containsPattern("node +ok +worker: 4 CPUs, 1 GPU\n");
  }

  @Test
  void aClusterThatDoesNotFitIsBroken() throws IOException {
    Path python = ray("{\"type\":\"refused\",\"message\":\"the cluster has Ray 2.9.0\"}");

    CommandRun run = doctor("-e", "ray", "--ray-address", "head:6379", "--ray-python", python);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).containsPattern("cluster +broken +the cluster has Ray 2.9.0\n");
  }

  @Test
  void withoutAPythonThatHasRayTheClusterIsBroken() {
    CommandRun run = doctor("-e", "ray", "--ray-python", folder.resolve("none"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.output()).containsPattern("ray +broken +--ray-python: there is no " + folder);
  }

  @Test
  void rayOnThisMachineIsStartedAndStopped() {
    CommandRun run = doctor("-e", "ray", "--ray-python", Pythons.requireWithRay());

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output())
        .containsPattern(
            "cluster +ok +Ray on this machine, started and stopped with a run: 1 node");
  }

  private Path ray(String line) throws IOException {
    return RayScript.saying(folder.resolve("ray/python3"), line).file();
  }

  private CommandRun doctor(Object... words) {
    List<Object> all = new ArrayList<>(List.of("doctor", "--store", folder.resolve("store")));
    all.addAll(List.of(words));
    return CommandRun.of(all.toArray());
  }

  private static Map<String, JsonNode> found(CommandRun run) {
    Map<String, JsonNode> found = new HashMap<>();
    for (JsonNode each : JsonMapper.shared().readTree(run.output())) {
      found.put(each.get("part").asString(), each);
    }
    return found;
  }
}
