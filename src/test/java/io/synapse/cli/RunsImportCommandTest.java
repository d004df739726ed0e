package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On a folder that Ray Tune 2.60 wrote, without its pickles. */
class RunsImportCommandTest {

  private static final Path RECORDED = Path.of("src/test/resources/raytune/experiment");

  @TempDir private Path folder;
  private SampleRuns runs;
  private Path experiment;

  @BeforeEach
  void copyTheExperiment() throws IOException {
    runs = new SampleRuns(folder, folder.resolve("no-plugin.jar"));
    experiment = folder.resolve("실험");
    FileTree.copyWhole(RECORDED, experiment);
  }

  private CommandRun importIt(Object... words) {
    Object[] all =
        Stream.concat(Stream.of("runs", "import", experiment), Stream.of(words)).toArray();
    return runs.command(all);
  }

  private Path trial(int number) throws IOException {
    try (Stream<Path> folders = Files.list(experiment)) {
      String part = "_0000" + number + "_";
      return folders.filter(each -> each.toString().contains(part)).findFirst().orElseThrow();
    }
  }

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
  void wholeNumbersOfAnySizeAreTaken() throws IOException {
    Path params = trial(3).resolve("params.json");
    String seed = "{\n  \"seed\": [1000000000000000000000000000000, 7],";
    Files.writeString(params, Files.readString(params).replaceFirst("\\{", seed));

    assertThat(importIt("--mode", "max").messages()).contains("trials 3 ok, 1 failed");
    JsonNode numbers = runs.json("runs", "best").get("config").get("seed");
    assertThat(numbers.get(0).asDouble()).isEqualTo(1e30);
    assertThat(numbers.get(1).isIntegralNumber()).isTrue();
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

  private List<Path> states() throws IOException {
    try (Stream<Path> files = Files.list(experiment)) {
      return files.filter(each -> each.toString().endsWith(".json")).toList();
    }
  }

  @Test
  void withoutAStateWhatTrialsLeftTellsHowTheyEnded() throws IOException {
    for (Path state : states()) {
      Files.delete(state);
    }

    CommandRun imported = importIt("--metric", "accuracy", "--mode", "max");

    assertThat(imported.messages()).contains("trials 3 ok, 1 failed");
  }

  @Test
  void aStateThatCannotBeReadIsLeftOutAndTold() throws IOException {
    Path torn = Files.writeString(experiment.resolve("experiment_state-2027.json"), "{\"trial_");

    CommandRun withAnOlderOne = importIt("--mode", "max");
    for (Path state : states()) {
      Files.writeString(state, "[1]");
    }
    CommandRun withNone = importIt("--metric", "accuracy", "--mode", "max");

    assertThat(withAnOlderOne.status()).as(withAnOlderOne.messages()).isZero();
    assertThat(withAnOlderOne.messages())
        .contains("warning: " + torn + " cannot be read", "trials 3 ok, 1 failed")
        .doesNotContain("REDACTED");
    assertThat(withNone.status()).as(withNone.messages()).isZero();
    assertThat(withNone.messages().lines().filter(line -> line.startsWith("warning: "))).hasSize(2);
    assertThat(withNone.messages()).contains("trials 3 ok, 1 failed");
  }

  @Test
  void aTornFileOfATrialIsToldInPlainWords() throws IOException {
    Path params = Files.writeString(trial(1).resolve("params.json"), "{\"lr\": ");
    CommandRun torn = importIt("--mode", "max");
    Files.writeString(params, "{\"lr\":\n  1 2}");
    CommandRun wrong = importIt("--mode", "max");

    assertThat(torn.status()).isEqualTo(2);
    assertThat(torn.messages())
        .contains(params + " is damaged: it is not a JSON object (it ends too early)");
    assertThat(wrong.messages()).contains("look at line 2, column");
  }

  @Test
  void aTornLastLineIsLeftOut() throws IOException {
    Files.writeString(trial(0).resolve("result.json"), "{\"accu", StandardOpenOption.APPEND);

    assertThat(importIt("--mode", "max").status()).isZero();
  }

  @Test
  void whereTheResultsAreGoneTheirTableServes() throws IOException {
    Files.delete(trial(1).resolve("result.json"));
    Files.delete(trial(3).resolve("result.json"));

    CommandRun imported = importIt("--mode", "max");

    assertThat(imported.messages())
        .contains("trials 3 ok, 1 failed; models 3; best 0.9833 accuracy");
    Path run = Path.of(runs.json("runs", "list").get(0).get("path").asString());
    assertThat(run.resolve("journal.jsonl")).content().contains("\"accuracy\":\"NaN\"");
    assertThat(runs.json("runs", "best").get("trial_id").asString()).isEqualTo("bf73f_00003");
  }

  @Test
  void aDamagedLineImportsNothingAndIsNamed() throws IOException {
    Path file = trial(1).resolve("result.json");
    Files.writeString(file, "nonsense\n" + Files.readString(file));

    CommandRun refused = importIt("--mode", "max");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains(file + ":1 is damaged");
    assertThat(runs.store()).doesNotExist();
  }

  @Test
  void aCheckpointThatHoldsWhatNoModelMayLeavesItsTrialWithoutAModel() throws IOException {
    Path checkpoint = trial(3).resolve("checkpoint_000002");
    Files.createSymbolicLink(checkpoint.resolve("outside"), folder);

    CommandRun imported = importIt("--mode", "max");

    assertThat(imported.status()).as(imported.messages()).isZero();
    assertThat(imported.messages())
        .contains("warning: trial bf73f_00003 has no model: ", "outside of the model", "models 2;");
    assertThat(reasonOfTheBest()).contains("outside of the model");
  }

  @Test
  void aCheckpointThatIsALinkOutOfTheFolderIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("secret.txt"), "mine");
    Path out = trial(3).resolve("checkpoint_000002");
    FileTree.delete(out);
    Files.createSymbolicLink(out, elsewhere);
    Path within = trial(0).resolve("checkpoint_000002");
    Files.createSymbolicLink(within, Files.move(within, trial(0).resolve("kept")));

    CommandRun imported = importIt("--mode", "max");

    assertThat(imported.status()).as(imported.messages()).isZero();
    assertThat(imported.messages())
        .contains("trial bf73f_00003 has no model: " + out + " is a link that leads", "models 2;");
    assertThat(reasonOfTheBest()).contains("leads out of the folder");
  }

  private String reasonOfTheBest() throws IOException {
    Path run = Path.of(runs.json("runs", "list").get(0).get("path").asString());
    JsonNode results = JsonMapper.shared().readTree(run.resolve("results.json").toFile());
    assertThat(results.get("model_id").isNull()).isTrue();
    return results.get("best_trial").get("reason").asString();
  }

  @Test
  void aTrialFromElsewhereWithoutAnIdIsKnownByItsPath() throws IOException {
    Path file = trial(3).resolve("result.json");
    Files.writeString(file, Files.readString(file).replace("\"trial_id\": \"bf73f_00003\", ", ""));

    importIt("--mode", "max");

    assertThat(runs.json("runs", "best").get("trial_id").asString()).matches("[0-9a-f]{12}");
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
