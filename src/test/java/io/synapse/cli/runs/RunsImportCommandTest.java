package io.synapse.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.RunsImportFixture;
import io.synapse.cli.TinyPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A folder that is as Ray Tune left it. */
class RunsImportCommandTest extends RunsImportFixture {

  @Test
  void anExperimentBecomesARunWithItsTrialsAndModels() throws IOException {
    CommandRun imported = importIt("--mode", "max");

    assertThat(imported.status()).as(imported.messages()).isZero();
    assertThat(imported.messages())
        .contains("trials 3 ok, 1 failed; models 3; best 0.9833 accuracy");
    JsonNode run = runs.json("runs", "list").get(0);
    assertThat(run.get("name").asString()).isEqualTo("실험");
    assertThat(run.get("status").asString()).isEqualTo("completed");
    assertThat(run.get("started").asString()).startsWith("2026-11-27T13:30:50");
    JsonNode best = runs.json("runs", "best");
    assertThat(best.get("trial_id").asString()).isEqualTo("bf73f_00003");
    assertThat(best.get("config").get("net").get("act").asString()).isEqualTo("relu");
    Path model = Path.of(best.get("model_path").asString());
    assertThat(model.resolve("모델.txt")).content().endsWith(" 2");
    assertThat(Path.of(best.get("trial_logdir").asString()).resolve("result.json")).exists();
  }

  @Test
  void theRunIsShownAsAnyOther() {
    importIt("--mode", "max");

    assertThat(runs.command("runs", "show").output())
        .containsPattern("\nstatus +completed\n")
        .containsPattern("\nimported from +" + experiment + "\n")
        .containsPattern("\n +bf73f_00002 +ERROR +- +0.7000 ")
        .containsPattern("\n\\* +bf73f_00003 +TERMINATED +3 +0.9833 ")
        .contains("1 x RuntimeError: lr 0.3 is too large second line 한글\n");
    assertThat(runs.command("model", "show", 3).output())
        .containsPattern("trial +bf73f_00003\n")
        .contains("net/act=relu  net/layers=");
  }

  @Test
  void eachNestedHyperparameterIsAColumnAndIsComparedByItself() throws IOException {
    importIt("--mode", "max", "--name", "first");
    Path params = trial(3).resolve("params.json");
    Files.writeString(params, Files.readString(params).replace("relu", "tanh"));
    importIt("--mode", "max", "--name", "second");

    assertThat(runs.command("runs", "show").output())
        .containsPattern("accuracy +lr +net/act +net/layers +loss")
        .containsPattern("bf73f_00003 .* 0.05 +tanh +1 ");
    assertThat(runs.command("runs", "compare", "first", "second").output())
        .containsPattern("\nnet/act +relu +tanh\n")
        .doesNotContain("net/layers");
  }

  @Test
  void theJournalHasEveryReportWithNumbersThatJsonDoesNotHave() throws IOException {
    importIt("--mode", "max");

    Path run = Path.of(runs.json("runs", "list").get(0).get("path").asString());
    String journal = Files.readString(run.resolve("journal.jsonl"));
    assertThat(journal.lines().filter(line -> line.contains("\"event\":\"report\""))).hasSize(10);
    assertThat(journal).contains("\"accuracy\":\"NaN\"", "\"loss\":\"Infinity\"");
    assertThat(journal).doesNotContain("node_ip");
  }

  @Test
  void theOtherModeAndMetricChooseAnotherBest() {
    importIt("--metric", "loss", "--mode", "max", "--name", "높은 손실");

    JsonNode best = runs.json("runs", "best");
    assertThat(best.get("trial_id").asString()).isEqualTo("bf73f_00001");
    assertThat(best.get("name").asString()).isEqualTo("높은 손실");
  }

  @Test
  void whatTheFolderDoesNotTellIsAsked() throws IOException {
    CommandRun withoutMode = importIt();
    CommandRun unknown = importIt("--mode", "max", "--metric", "acuracy");
    for (Path state : states()) {
      Files.delete(state);
    }
    CommandRun withoutMetric = importIt("--mode", "max");

    assertThat(withoutMode.status()).isEqualTo(2);
    assertThat(withoutMode.messages()).contains("--mode", "accuracy", "max or min");
    assertThat(unknown.messages()).contains("'acuracy'; did you mean 'accuracy'?");
    assertThat(withoutMetric.status()).isEqualTo(2);
    assertThat(withoutMetric.messages()).contains("--metric", "accuracy, loss");
    assertThat(runs.store()).doesNotExist();
  }

  @Test
  void aFolderThatIsNoExperimentIsRefusedWithAHint() throws IOException {
    CommandRun none = runs.command("runs", "import", folder, "--mode", "max");
    CommandRun ofOneTrial = runs.command("runs", "import", trial(0), "--mode", "max");
    CommandRun missing = runs.command("runs", "import", folder.resolve("x"), "--mode", "max");

    assertThat(none.status()).isEqualTo(2);
    assertThat(none.messages()).contains("params.json and result.json");
    assertThat(ofOneTrial.messages()).contains("name the folder above it");
    assertThat(missing.messages()).contains("is not a folder");
  }

  @Test
  void theSearchOfAJobLearnsFromAnImportedRun() {
    importIt("--mode", "max");
    String job =
        """
        action: train
        plugin: %s
        datasets: {7: %s}
        params:
          name: further
          dataset: 7
          is_tune: true
          hyperparameters: [{name: lr, type: uniform, min: 0, max: 1}]
          tune_config:
            {metric: accuracy, mode: max, num_samples: 2, search_alg: {name: hyperoptsearch}}
        """
            .formatted(TinyPlugin.jar(folder), runs.write("data.csv", "1,2\n"));

    CommandRun plan =
        runs.command(
            "train", "-f", runs.write("job.yaml", job), "--warm-start", "last", "--dry-run");

    assertThat(plan.messages() + plan.output())
        .containsPattern("from 실험-\\S+: 3 of 4 trials \\(1 failed\\)");
  }

  @Test
  void anImportedRunCannotGoOnButBeLearnedFrom() {
    importIt("--mode", "max");

    CommandRun resumed = runs.command("train", "--resume", "last", "--progress", "none");

    assertThat(resumed.status()).isEqualTo(2);
    assertThat(resumed.messages()).contains("was imported", "--warm-start 실험-");
  }
}
