package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.Store;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.RayTestCluster;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings in Python on a node that says it has a GPU. */
@NeedsPython(module = "ray")
class RayPythonTest extends RayClusterRuns {

  /** More than is sent along. */
  private static final long LARGE = 100_000_001;

  private static final PythonSource PLUGIN =
      new PythonSource(
          "probe.py",
          """
          import os, sys
          from pathlib import Path

          def train(run, dataset, hyperparameter, checkpoint):
              before = Path(checkpoint.path, "model.txt").read_text() if checkpoint else ""
              run.log_message("python " + sys.executable)
              run.log_message(f"data {dataset.path} {os.stat(dataset.path).st_size}")
              run.log_message(f"gpus [{os.environ.get('CUDA_VISIBLE_DEVICES')}]")
              Path("model.txt").write_text(before + hyperparameter["text"])
              return "model.txt"
          """);

  @Override
  RayTestCluster startCluster() {
    return RayTestCluster.start(python, 1, "--num-gpus=1");
  }

  @Test
  void aTrainingGoesOnFromAStoredModel() throws Exception {
    train("-s", "hyperparameter.text=one");
    Object first = site.results().get("model_id");
    train("-s", "hyperparameter.text=two", "-s", "checkpoint=" + first);

    assertThat(said()).contains("python " + python);
    assertThat(model((Long) site.results().get("model_id"))).hasContent("onetwo");
    assertNothingLeft();
  }

  private Path model(long id) {
    try (Store store = site.openStore()) {
      assertThat(store.models().existing(id).files()).hasSize(1);
    }
    return site.store().resolve("models/" + id + "/files/model.txt");
  }

  @Test
  void aDataSetThatIsTooLargeToBeSentIsReadWhereItLies() throws Exception {
    Path data = folder.resolve("large.bin");
    try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
      file.setLength(LARGE);
    }
    train("-D", data.toString());

    assertThat(said()).contains("data " + data + " " + LARGE);
  }

  @ParameterizedTest
  @CsvSource({"0.5, [0]", "0, []"})
  void devicesAreThoseThatRayGives(String gpus, String visible) throws Exception {
    train("-s", "num_gpus=" + gpus);

    assertThat(said()).contains("gpus " + visible);
  }

  private void train(String... more) throws Exception {
    Path data = Files.writeString(folder.resolve("data.csv"), "1,2\n");
    String job =
        """
        plugin: %s
        datasets: {1: %s}
        action: train
        params: {name: probe, dataset: 1, hyperparameter: {text: x}}
        """
            .formatted(PLUGIN.in(Files.createDirectories(folder.resolve("plugin"))), data);
    TrainProcess run = start(job, more);
    assertThat(run.awaitEnd()).as(run.said()).isZero();
  }

  /** What the newest run's plugin said. */
  private List<Object> said() {
    return site.journal("message").stream().map(line -> line.get("text")).toList();
  }
}
