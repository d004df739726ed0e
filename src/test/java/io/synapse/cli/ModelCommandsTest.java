package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ModelCommandsTest {

  @TempDir private static Path shared;
  private static Path plugin;

  @TempDir private Path folder;
  private SampleRuns store;

  @BeforeAll
  static void buildPlugin() {
    plugin = TinyPlugin.jar(shared);
  }

  @BeforeEach
  void tuneOnce() {
    store = new SampleRuns(folder, plugin);
    store.tune("모델", "3, 9, 14");
  }

  @Test
  void modelsAreListedInTheOrderOfTheirIds() {
    List<String> lines = store.command("model", "list").output().lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("ID  NAME +FILES +SIZE  MADE +RUN");
    assertThat(lines.get(2)).matches(" 2  모델_\\w{8}_00001 +1 +1 byte  20.* 모델-[-\\d]+");
  }

  @Test
  void theListAsJsonTellsWhichTrialMadeEach() {
    JsonNode list = store.json("model", "list");

    assertThat(list).hasSize(3);
    assertThat(list.get(0).propertyNames())
        .containsExactly("id", "name", "run_id", "trial_id", "files", "size", "time");
    assertThat(list.get(1).get("trial_id").asString()).endsWith("_00001");
  }

  @Test
  void showTellsWhatMadeAModelAndItsFiles() {
    assertThat(store.command("model", "show", 2).output())
        .containsPattern("name +모델_\\w{8}_00001\n")
        .containsPattern("config +x=9\n")
        .containsPattern("metrics +.*\\bscore=9\\b.*\n")
        .containsPattern("job +모델\n")
        .containsPattern("optimised +score \\(max\\)\n")
        .containsPattern("data set +7 .*data.csv\n")
        .containsPattern("data set +fingerprint [0-9a-f]{64}\n")
        .containsPattern("plugin +Tiny .*tiny.jar\n")
        .containsPattern("made with +.*java=[\\d.]+")
        .containsPattern("needed +it is the best of run 모델-\\S+\n")
        .containsPattern("path +" + store.store().resolve("models/2/files") + "\n")
        .containsPattern("\nFILE +SIZE  SHA-256\nmodel.txt +1 byte +[0-9a-f]{64}\n$");
  }

  @Test
  void showAsJsonIsTheModelsRecordAndItsPlace() {
    JsonNode shown = store.json("model", "show", 3);

    assertThat(shown.get("id").asLong()).isEqualTo(3);
    assertThat(shown.get("metrics").get("score").asString()).isEqualTo("NaN");
    assertThat(shown.get("origin").get("plugin").get("name").asString()).isEqualTo("Tiny");
    assertThat(shown.get("origin").get("job").get("params").get("name").asString()).isEqualTo("모델");
    assertThat(shown.get("files").get(0).get("sha256").asString()).hasSize(64);
    Path files = Path.of(shown.get("path").asString());
    assertThat(files.resolve("model.txt")).hasContent("14");
  }

  @Test
  void exportCopiesTheFiles() {
    Path target = folder.resolve("새 폴더/best");

    CommandRun exported = store.command("model", "export", 2, target);

    assertThat(exported.status()).isZero();
    assertThat(exported.output()).isEmpty();
    assertThat(exported.messages()).contains("exported model 2 (1 byte) to " + target);
    assertThat(target.resolve("model.txt")).hasContent("9");
  }

  @Test
  void anExportHasACardThatTellsWhatTrainedTheModel() throws IOException {
    Path target = folder.resolve("best");

    assertThat(store.command("model", "export", 2, "--to", target).status()).isZero();

    assertThat(Files.readString(target.resolve("model-card.md")))
        .containsPattern("^# 모델\\\\_\\w{8}\\\\_00001\n")
        .contains("\n| job | 모델 |\n", "\n| description | the highest wins |\n")
        .containsPattern("\n\\| trial \\| \\w{8}\\\\_00001 \\(the best of its run\\) \\|\n")
        .contains("\n| optimised | score (max) |\n", "\n| x | 9 |\n", "\n| score | 9")
        .containsPattern("\n\\| seed \\| -?\\d+ \\|\n")
        .containsPattern(
            "## Plugin\n(.*\n)+\\| name \\| Tiny \\|\n(.*\n)*\\| fingerprint \\| [0-9a-f]{64} ")
        .containsPattern(
            "## Data set\n(.*\n)+\\| id \\| 7 \\|\n(.*\n)*\\| fingerprint \\| [0-9a-f]{64} ")
        .containsPattern("## Environment\n(.*\n)+\\| java \\| [\\d.]+")
        .containsPattern("## Files\n(.*\n)+\\| model.txt \\| 1 \\| [0-9a-f]{64} \\|\n$");
    assertThat(target.resolve("model.json"))
        .hasSameTextualContentAs(store.store().resolve("models/2/model.json"));
  }

  @Test
  void aModelWhoseRunIsGoneHasACardThatSaysSo() throws IOException {
    store.command("runs", "remove", "last");

    store.command("model", "export", 2, "--to", folder.resolve("best"));

    assertThat(Files.readString(folder.resolve("best/model-card.md")))
        .containsPattern("Not everything is known: the run 모델-\\S+ is not there any more.")
        .contains("\n| x | 9 |\n");
  }

  @Test
  void anExportNeedsOnePlace() {
    CommandRun none = store.command("model", "export", 2);
    CommandRun two = store.command("model", "export", 2, "a", "--to", "b");

    assertThat(none.status()).isEqualTo(2);
    assertThat(two.status()).isEqualTo(2);
    assertThat(two.messages()).contains("--to");
  }

  @Test
  void exportReplacesFilesOnlyWhenForced() throws IOException {
    Path target = Files.createDirectories(folder.resolve("used"));
    Files.writeString(target.resolve("model.txt"), "mine");
    Files.writeString(target.resolve("other.txt"), "mine");

    CommandRun refused = store.command("model", "export", 2, target);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains("is not empty", "--force");
    assertThat(target.resolve("model.txt")).hasContent("mine");
    assertThat(store.command("model", "export", 2, target, "--force").status()).isZero();
    assertThat(target.resolve("model.txt")).hasContent("9");
    assertThat(target.resolve("other.txt")).hasContent("mine");
  }

  @Test
  void aDamagedModelIsNotExported() throws IOException {
    Path file = store.store().resolve("models/2/files/model.txt");
    Files.delete(file);
    Files.writeString(file, "8");

    CommandRun exported = store.command("model", "export", 2, folder.resolve("best"));

    assertThat(exported.status()).isEqualTo(1);
    assertThat(exported.messages()).contains("model 2 is damaged");
    assertThat(folder.resolve("best")).doesNotExist();
  }

  @Test
  void removeDeletesSeveralAndNamesEach() {
    CommandRun removed = store.command("model", "remove", 1, 3);

    assertThat(removed.status()).isZero();
    assertThat(removed.messages().lines()).containsExactly("removed model 1", "removed model 3");
    assertThat(store.json("model", "list")).hasSize(1);
    assertThat(store.store().resolve("models/1")).doesNotExist();
  }

  @Test
  void theBestModelOfARunIsRemovedOnlyWhenForced() {
    CommandRun refused = store.command("model", "remove", 1, 2);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages())
        .contains("model 2 is still needed: it is the best of run 모델-", "--force");
    assertThat(store.json("model", "list")).hasSize(3);
    assertThat(store.json("model", "show", 2).get("needed").get(0).asString())
        .startsWith("it is the best of run ");
    assertThat(store.json("model", "show", 1).get("needed")).isEmpty();
    assertThat(store.command("model", "remove", 1, 2, "--force").status()).isZero();
    assertThat(store.json("model", "list")).hasSize(1);
  }

  @Test
  void theBestModelOfARemovedRunIsNotNeeded() {
    store.command("runs", "remove", "last");

    assertThat(store.command("model", "remove", 2).status()).isZero();
  }

  @Test
  void aMistypedIdRemovesNothing() {
    CommandRun removed = store.command("model", "remove", 1, 99);

    assertThat(removed.status()).isEqualTo(2);
    assertThat(removed.messages()).contains("no model 99");
    assertThat(store.json("model", "list")).hasSize(3);
  }

  @Test
  void aModelWithADamagedRecordIsAFailureAndCanBeRemoved() throws IOException {
    Files.writeString(store.store().resolve("models/2/model.json"), "{");

    CommandRun shown = store.command("model", "show", 2);

    assertThat(shown.status()).isEqualTo(1);
    assertThat(shown.messages()).contains("model.json is damaged");
    assertThat(store.command("model", "remove", 2, "--force").status()).isZero();
    assertThat(store.json("model", "list")).hasSize(2);
  }

  @Test
  void anUnknownModelIsInvalidInput() {
    assertThat(store.command("model", "show", 99).status()).isEqualTo(2);
    assertThat(store.command("model", "export", 99, folder.resolve("x")).status()).isEqualTo(2);
    assertThat(folder.resolve("x")).doesNotExist();
  }
}
