package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.JournalReader;
import io.synapse.store.JsonFile;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.Pythons;
import io.synapse.testing.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs whose plugin is a Python file, through the real command. */
@Timeout(120)
@NeedsPython
class PythonPluginTest {

  private static final String PLUGIN =
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

  private static Path python;

  @TempDir Path folder;

  @BeforeAll
  static void findPython() {
    python = Pythons.require();
  }

  @BeforeEach
  void writeData() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2\n");
  }

  @Test
  void aTrainingKeepsWhatTrainReturned() throws IOException {
    plugin(PLUGIN);

    CommandRun run = train("hyperparameter: {epochs: 3}");

    assertThat(run.status()).as(run.messages()).isZero();
    assertThat(results()).containsEntry("status", "completed").containsEntry("model_id", 1L);
    assertThat(folder.resolve("store/models/1/files/모델.txt")).hasContent("1,2");
    assertThat(TrainFixture.map(results().get("metrics"))).containsEntry("loss", 1.0 / 3);
  }

  @Test
  void aTuningKeepsEveryTrialsModelAndTellsWhereATrialFailed() throws IOException {
    plugin(PLUGIN);

    CommandRun run = train(tuning("1, 2, 3"));

    assertThat(run.status()).as(run.messages()).isZero();
    assertThat(TrainFixture.map(results().get("best_trial")).get("metrics"))
        .isEqualTo(Map.of("score", 4L, "training_iteration", 2L));
    assertThat(TrainFixture.trials(results(), "trial_models")).hasSize(2);
    Map<String, Object> failed = TrainFixture.trials(results(), "failed_trials").get(0);
    assertThat(failed.get("error"))
        .isEqualTo(
            "plugin.py:28: ValueError: not 2, please (in fail, called from plugin.py:20 in tune)");
    assertThat(Path.of(failed.get("trial_logdir").toString(), "error.txt"))
        .content()
        .startsWith("attempt 1\nTraceback (most recent call last):\n  File \"" + folder)
        .contains("fail(hyperparameter[\"x\"])", "and a second line")
        .doesNotContain("synapse_worker");
  }

  @Test
  void aRunThatWasCutGoesOnWithItsInterpreter() throws IOException {
    plugin(PLUGIN);
    train(tuning("1, 3"));

    CommandRun more =
        command("train", "--resume", "last", "-s", "tune_config.num_samples=2", "--dry-run");

    assertThat(more.status()).as(more.messages()).isZero();
    assertThat(more.messages()).containsPattern("python +3[.0-9]+ in " + python);
  }

  @Test
  void theRunsRecordHasInterpreterVersionAndPackages() throws IOException {
    plugin(PLUGIN);
    train(tuning("1"));

    Map<String, Object> plugin = TrainFixture.map(results().get("plugin"));
    assertThat(plugin).containsEntry("name", "plugin").containsEntry("version", "2.1");
    assertThat(TrainFixture.map(plugin.get("python")).get("interpreter"))
        .isEqualTo(python.toString());
    Map<String, Object> journaled = TrainFixture.map(journaledRun().get("plugin"));
    assertThat(journaled.get("fingerprint")).isEqualTo(plugin.get("fingerprint"));
    assertThat(journaled).containsKey("packages");
    assertThat(command("runs", "show", "last").output()).containsPattern("python +3.*" + python);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          def train(: pass                  | plugin.py:1: SyntaxError: invalid syntax
          import no_such_module             | plugin.py:1: ModuleNotFoundError: No module named 'no_such_module'; install it for
          from . import near                | without the dot
          1 / 0                             | plugin.py:1: ZeroDivisionError: division by zero
          def train(run): pass              | train(run) cannot be called with its four arguments
          def tune(run, hyperparameter, dataset, checkpoint): pass | has its parameters in another order
          x = 1                             | has neither train nor tune; define train(run,
          import os; os._exit(3)            | ended with status 3 when it imported the plugin
          import ctypes; ctypes.string_at(0)| when it imported the plugin
          """)
  void whatCannotWorkIsToldBeforeAnythingRuns(String code, String told) throws IOException {
    plugin(code + "\n");

    CommandRun run = train(tuning("1"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains(told).contains("plugin.py");
    assertThat(folder.resolve("store/runs")).doesNotExist();
  }

  @Test
  void whyAPluginCannotBeImportedIsToldWhole() throws IOException {
    plugin(
        "def check():\n  raise ImportError('read this:\\n\\nlibfast.so is missing')\n\ncheck()\n");

    assertThat(train(tuning("1")).messages())
        .contains("plugin.py:2: ImportError: read this: (in check, called from plugin.py:4)")
        .contains("\n  Traceback (most recent call last):\n", "\n  libfast.so is missing")
        .doesNotContain("synapse_worker");
  }

  @Test
  void whatIsNoPythonIsToldSo() throws IOException {
    plugin(PLUGIN);

    assertThat(train(tuning("1"), "--python", "/bin/ls").messages())
        .contains("/bin/ls cannot be used as Python 3 (it ended with status 2");
  }

  @Test
  void aFolderWithoutAPluginFileSaysWhatToName() throws IOException {
    Path main = Files.writeString(folder.resolve("main.py"), PLUGIN);

    assertThat(train(tuning("1"), "-p", folder).messages())
        .contains("holds Python files and no plugin.py; name the plugin's file, such as " + main);
  }

  @Test
  void aPluginThatOnlyTunesCannotTrain() throws IOException {
    plugin("def tune(hyperparameter, run, dataset, checkpoint): return 1\n");

    CommandRun run = train("hyperparameter: {epochs: 3}");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("has no train function", "define train(run, dataset");
  }

  @Test
  void aFolderWithAPluginAndItsOwnNameAreOthersWaysToNameIt() throws IOException {
    plugin("def tune(hyperparameter, run, dataset, checkpoint): return 1\n");

    assertThat(train(tuning("1"), "-p", folder).status()).isZero();
    assertThat(train(tuning("1"), "-p", folder.resolve("plugin.py") + "#plugin").status()).isZero();
    CommandRun other = train(tuning("1"), "-p", folder.resolve("plugin.py") + "#other");
    assertThat(other.messages()).contains("is one plugin, 'plugin', and holds no 'other'");
  }

  @Test
  void modulesBesideItAndInFurtherPlacesAreFoundAndCountForItsIdentity() throws IOException {
    Path further = Files.createDirectories(folder.resolve("further"));
    Files.writeString(further.resolve("far.py"), "FAR = 2\n");
    Files.writeString(folder.resolve("near.py"), "NEAR = 1\n");
    Path file =
        plugin(
            """
            import near
            def tune(hyperparameter, run, dataset, checkpoint):
                import far
                return near.NEAR + far.FAR
            """);
    assertThat(train(tuning("1"), "-p", file, "-p", further).status()).isZero();
    assertThat(TrainFixture.map(results().get("best_trial")).get("metrics"))
        .isEqualTo(Map.of("score", 3L, "training_iteration", 0L));

    Files.writeString(further.resolve("far.py"), "FAR = 3\n");
    CommandRun resumed = command("train", "--resume", "last", "--progress", "none");
    assertThat(resumed.messages()).contains("plugin", "has changed since the run was started");
  }

  @Test
  void itDoesNotRunOnThreadsOfThisProcess() throws IOException {
    plugin(PLUGIN);

    CommandRun run = train(tuning("1"), "-e", "inline");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("runs in worker processes alone");
  }

  @Test
  void aPythonThatIsTooOldIsNamed() throws IOException {
    plugin(PLUGIN);
    Path old = folder.resolve("old-python");
    Files.writeString(
        old, "#!/bin/sh\necho '{\"executable\": \"/old\", \"version\": \"3.8.1\"}' > \"$4\"\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();

    CommandRun run = train(tuning("1"), "--python", old);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("is Python 3.8.1, and plugins need 3.9 or later");
  }

  @Test
  void whatIsRequiredAndMissingIsNamedAndCanBeInstalled() throws IOException {
    Path wheel = TinyWheel.write(folder.resolve("wheels"), "tinything", "1.2");
    Files.writeString(
        folder.resolve("requirements.txt"),
        "--no-index\n--find-links " + wheel.getParent() + "\ntinything>=1\n");
    plugin(
        """
        import tinything
        def tune(hyperparameter, run, dataset, checkpoint):
            return {"score": 1, "version": tinything.version}
        """);

    CommandRun missing = train(tuning("1"));
    CommandRun planned = train(tuning("1"), "--install", "--dry-run");
    CommandRun installed = train(tuning("1"), "--install");
    Map<String, Object> first = results();
    CommandRun again = train(tuning("1"));

    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.messages())
        .contains(
            "does not have: tinything>=1; install it with '", "-m pip install -r", "--install");
    assertThat(planned.messages()).contains("to be installed first: tinything>=1");
    assertThat(installed.status()).as(installed.messages()).isZero();
    assertThat(installed.messages()).contains("python: Installing tinything");
    assertThat(TrainFixture.map(TrainFixture.map(first.get("best_trial")).get("metrics")))
        .containsEntry("version", "1.2");
    assertThat(again.status()).as(again.messages()).isZero();
    assertThat(again.messages()).doesNotContain("Installing");
    assertThat(TrainFixture.map(results().get("plugin")).get("python").toString())
        .contains(folder.resolve("store/environments").toString());
  }

  private Path plugin(String code) throws IOException {
    return Files.writeString(folder.resolve("plugin.py"), code);
  }

  private static String tuning(String options) {
    return """
    is_tune: true
      hyperparameters: [{name: x, type: grid_search, options: [%s]}]
      tune_config: {metric: score, mode: max, num_samples: %d}
    """
        .formatted(options, options.split(",").length);
  }

  private CommandRun train(String rest, Object... more) throws IOException {
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

  private CommandRun command(Object... words) {
    List<Object> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--store", folder.resolve("store")));
    return CommandRun.of(all.toArray());
  }

  private Map<String, Object> results() {
    return JsonFile.read(folder.resolve("out.json"));
  }

  /** The journal's first event, of the only run. */
  private Map<String, Object> journaledRun() throws IOException {
    try (var runs = Files.list(folder.resolve("store/runs"));
        var lines = JournalReader.read(runs.findFirst().orElseThrow().resolve("journal.jsonl"))) {
      return lines.findFirst().orElseThrow();
    }
  }
}
