package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.TinyWheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs whose plugin is a Python file, through the real command. */
@NeedsPython
@Timeout(120)
class PythonPluginTest extends PythonPluginFixture {

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
}
