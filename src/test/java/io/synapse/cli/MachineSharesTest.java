package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.cli.command.ExitStatus;
import io.synapse.testing.ChildJvm;
import io.synapse.testing.NvidiaSmiScript;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real program on a machine with two devices, and what its workers get of it. */
@Timeout(180)
class MachineSharesTest {

  /** Tells devices, threads and processors. */
  private static final String CODE =
      """
      import java.nio.file.*;

      public class Placed implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          Files.writeString(data.path().resolveSibling("places"),
              System.getenv("CUDA_VISIBLE_DEVICES") + " " + System.getenv("OMP_NUM_THREADS") + " "
                  + Runtime.getRuntime().availableProcessors() + "\\n",
              StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          return java.util.Map.of("score", 1.0);
        }
      }
      """;

  @TempDir static Path shared;
  private static Path plugin;

  @TempDir Path folder;
  private NvidiaSmiScript nvidiaSmi;

  @BeforeAll
  static void buildPlugin() {
    plugin =
        new PluginBuild(shared)
            .source("mine.Placed", CODE)
            .service(TunePlugin.class, "mine.Placed")
            .jar(shared.resolve("placed.jar"));
  }

  @BeforeEach
  void placeTwoDevices() throws IOException {
    nvidiaSmi = new NvidiaSmiScript(folder.resolve("bin"));
    nvidiaSmi.listing(List.of("0", "1"), List.of());
  }

  private Path job(String resources, int trials) throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1\n");
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        plugin: %s
        datasets: {1: data.csv}
        action: train
        params:
          name: shares
          dataset: 1
          is_tune: true
          %s
          hyperparameters: [{name: x, type: uniform, min: 0, max: 1}]
          tune_config: {metric: score, mode: max, num_samples: %d}
        """
            .formatted(plugin, resources, trials));
  }

  private int train(Path job, Map<String, String> environment, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("train", "-f", job.toString(), "--progress"));
    words.addAll(List.of("none", "--store", folder.resolve("store").toString()));
    words.addAll(List.of("--worker-java-opts", "-Xmx64m"));
    words.addAll(List.of(more));
    ProcessBuilder program =
        new ProcessBuilder(ChildJvm.command(Main.class, words.toArray(String[]::new)))
            .redirectOutput(output().toFile())
            .redirectError(Redirect.appendTo(output().toFile()));
    program.environment().remove("CUDA_VISIBLE_DEVICES");
    program.environment().put("PATH", nvidiaSmi.path());
    program.environment().putAll(environment);
    return program.start().waitFor();
  }

  private Path output() {
    return folder.resolve("output.txt");
  }

  private List<String> places() throws IOException {
    return Files.readAllLines(folder.resolve("places"));
  }

  private void assertSucceeds(int status) throws IOException {
    assertThat(status).as(Files.readString(output())).isZero();
  }

  @Test
  void fourHalvesLieOnTwoDevices() throws Exception {
    assertSucceeds(train(job("num_gpus: 0.5", 4), Map.of(), "--cpus", "4"));

    assertThat(places()).containsExactlyInAnyOrder("0 1 1", "0 1 1", "1 1 1", "1 1 1");
  }

  @Test
  void aTrialOfTwoDevicesHasBothAndRunsAlone() throws Exception {
    Path job = job("num_gpus: 2\n  num_cpus: 2", 2);
    assertSucceeds(train(job, Map.of(), "--cpus", "8"));

    assertThat(places()).containsExactly("0,1 2 2", "0,1 2 2");
  }

  @Test
  void aTrialThatAsksForNoDeviceSeesNone() throws Exception {
    assertSucceeds(train(job("num_gpus: 0\n  num_cpus: 0.5", 1), Map.of()));

    assertThat(places()).containsExactly(" 1 1");
  }

  @Test
  void aTrialThatSaysNothingOfDevicesSeesWhatTheProgramSees() throws Exception {
    Path job = job("num_cpus: 1", 1);
    assertSucceeds(train(job, Map.of("CUDA_VISIBLE_DEVICES", "1")));
    assertSucceeds(train(job, Map.of()));

    assertThat(places()).containsExactly("1 1 1", "null 1 1");
  }

  @Test
  void devicesOutsideTheProgramsOwnLimitAreNotTouched() throws Exception {
    Map<String, String> limit = Map.of("CUDA_VISIBLE_DEVICES", "1");
    assertSucceeds(train(job("num_gpus: 0.5", 4), limit, "--cpus", "4"));

    assertThat(places()).hasSize(4).containsOnly("1 1 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | 9 | 4 (set by num_gpus 0.5 of 2)",
        "0.7 | 9 | 2 (set by num_gpus 0.7 of 2)",
        "2   | 9 | 1 (set by num_gpus 2 of 2)",
        "0   | 9 | 9 (set by the number of trials)",
        "0.5 | 3 | 3 (set by the number of trials)",
      })
  void thePlanSaysHowManyFit(String gpus, int trials, String atOnce) throws IOException {
    Path job = job("num_gpus: " + gpus, trials);
    Path store = folder.resolve("store");
    CommandRun run =
        CommandRun.of(
            "train", "-f", job, "--store", store, "--dry-run", "--cpus", "20", "--gpus", "2");

    assertThat(run.messages()).containsPattern("at once +\\Q" + atOnce + "\\E");
  }

  @Test
  void moreThanTheMachineHasIsRefused() throws Exception {
    assertThat(train(job("num_gpus: 3", 1), Map.of())).isEqualTo(ExitStatus.INVALID);
    assertThat(Files.readString(output()))
        .contains(
            "params.num_gpus",
            "one trial asks for 3 and this machine offers 2;"
                + " lower num_gpus or say what it offers with --gpus");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "num_gpus: 1.5 | 2   | a part of one device or a whole number of them, not 1.5; write 1 or 2",
        "num_gpus: 3   | 2   | one trial asks for 3 and this machine offers 2; lower num_gpus",
        "num_gpus: 2   | 1.5 | one trial asks for 2 and this machine offers 1.5; lower num_gpus",
        "num_gpus: 0.9 | 0.5 | one trial asks for 0.9 and this machine offers 0.5; lower num_gpus",
        "num_gpus: 0.1 | 0   | one trial asks for 0.1 and this machine offers 0; lower num_gpus",
        "num_gpus: 3e9 | 2   | one trial asks for 3000000000 and this machine offers 2",
        "num_cpus: 4.5 | 0   | one trial asks for 4.5 and this machine offers 4; lower num_cpus",
      })
  void whatCanNeverFitIsRefusedInThePlan(String request, String gpus, String message)
      throws IOException {
    Path job = job(request, 1);
    Path store = folder.resolve("store");
    CommandRun run =
        CommandRun.of("train", "-f", job, "--store", store, "--cpus", "4", "--gpus", gpus);

    assertThat(run.status()).isEqualTo(ExitStatus.INVALID);
    assertThat(run.messages()).contains("params." + request.substring(0, 8), message);
    assertThat(folder.resolve("places")).doesNotExist();
  }
}
