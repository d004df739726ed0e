package io.synapse.cli;

import io.synapse.files.JsonFile;
import io.synapse.testing.JournalLines;
import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose plugin is a Python file, with a store of the test's own. */
abstract class PythonPluginFixture {

  static final String PLUGIN =
      """
      import os
      from pathlib import Path

      __version__ = "2.1"

      def train(run, dataset, hyperparameter, checkpoint, **kwargs):
          for epoch in range(hyperparameter["epochs"]):
              run.log_metric("training", "loss", 1 / (epoch + 1), epoch=epoch)
          Path("모델.txt").write_text(open(dataset.path).read())
          return "모델.txt"

      def tune(hyperparameter, run, dataset, checkpoint, **kwargs):
          from ray import tune

          output_path = Path("weights")
          output_path.mkdir(exist_ok=True)
          run.checkpoint_output = str(output_path)
          for epoch in range(2):
              if hyperparameter["x"] == 2:
                  fail(hyperparameter["x"])
              (output_path / "w").write_text(str(hyperparameter["x"]))
              results = {"score": hyperparameter["x"] + epoch}
              tune.report(
                  results, checkpoint=tune.Checkpoint.from_directory(run.checkpoint_output)
              )

      def fail(x):
          raise ValueError(f"not {x}, please\\nand a second line")
      """;

  static Path python;

  @TempDir Path folder;

  @BeforeAll
  static void findPython() {
    python = Pythons.require();
  }

  @BeforeEach
  void writeData() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2\n");
  }

  Path plugin(String code) throws IOException {
    return Files.writeString(folder.resolve("plugin.py"), code);
  }

  static String tuning(String options) {
    return """
    is_tune: true
      hyperparameters: [{name: x, type: grid_search, options: [%s]}]
      tune_config: {metric: score, mode: max, num_samples: %d}
    """
        .formatted(options, options.split(",").length);
  }

  CommandRun train(String rest, Object... more) throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            plugin: plugin.py
            datasets: {1: data.csv}
            params:
              name: 파이썬
              dataset: 1
              %s
            """
                .formatted(rest));
    List<Object> words = new ArrayList<>(List.of("train", "-f", job, "--progress", "none"));
    words.addAll(List.of("-o", folder.resolve("out.json")));
    words.addAll(List.of(more));
    if (!words.contains("--python")) {
      words.addAll(List.of("--python", python));
    }
    return command(words.toArray());
  }

  CommandRun command(Object... words) {
    List<Object> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--store", folder.resolve("store")));
    return CommandRun.of(all.toArray());
  }

  Map<String, Object> results() {
    return JsonFile.read(folder.resolve("out.json"));
  }

  /** The journal's first event, of the only run. */
  Map<String, Object> journaledRun() throws IOException {
    try (var runs = Files.list(folder.resolve("store/runs"))) {
      return JournalLines.of(runs.findFirst().orElseThrow().resolve("journal.jsonl")).get(0);
    }
  }
}
