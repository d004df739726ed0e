package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** On a folder that the Ray Tune of this machine writes, pickles included. */
@Tag("ray")
@NeedsPython(module = "ray")
class RayExperimentImportTest {

  @TempDir private Path folder;

  @Test
  void whatRayTuneWritesIsImported() throws IOException {
    runExperiment("digits");
    SampleRuns runs = new SampleRuns(folder, folder.resolve("no-plugin.jar"));

    CommandRun imported =
        runs.command("runs", "import", folder.resolve("results/digits"), "--mode", "max");

    assertThat(imported.status()).as(imported.messages()).isZero();
    assertThat(imported.messages()).contains("trials 3 ok, 1 failed; models 3");
    JsonNode best = runs.json("runs", "best");
    assertThat(best.get("config").get("lr").asDouble()).isEqualTo(0.05);
    assertThat(Path.of(best.get("model_path").asString()).resolve("모델.txt"))
        .hasContent("0.05 after 2");
    assertThat(runs.command("runs", "show").output())
        .contains("1 x RuntimeError: lr 0.3 is too large second line 한글\n");
  }

  private void runExperiment(String name) throws IOException {
    Path log = folder.resolve("ray.log");
    Process process =
        new ProcessBuilder(
                Pythons.requireWithRay().toString(),
                "src/test/python/ray_experiment.py",
                folder.resolve("results").toString(),
                name)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    // One of its trials fails, and so may the process; the folder is what counts.
    process.onExit().join();
    assertThat(folder.resolve("results").resolve(name)).as(Files.readString(log)).isDirectory();
  }
}
