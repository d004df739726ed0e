package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DatasetCommandsTest {

  @TempDir private Path folder;
  private SampleRuns store;
  private Path pictures;

  @BeforeEach
  void writeADataset() throws IOException {
    store = new SampleRuns(folder, folder.resolve("none.jar"));
    pictures = Files.createDirectories(folder.resolve("사진"));
    Files.createDirectories(pictures.resolve("고양이"));
    Files.createDirectories(pictures.resolve("dog"));
    Files.writeString(pictures.resolve("고양이/1.png"), "12345");
    Files.writeString(pictures.resolve("고양이/2.png"), "12345");
    Files.writeString(pictures.resolve("dog/1.png"), "x".repeat(1190));
  }

  @Test
  void addPrintsTheIdAlone() {
    CommandRun added = store.command("dataset", "add", pictures);

    assertThat(added.status()).isZero();
    assertThat(added.output().strip()).isEqualTo("1");
    assertThat(added.messages().lines())
        .containsExactly("added data set 1 '사진': 3 items, 1.2 kB, used in place at " + pictures);
  }

  @Test
  void theIdAndTheNameCanBeChosen() {
    CommandRun added = store.command("dataset", "add", pictures, "--id", 123, "--name", "Pets");

    assertThat(added.output().strip()).isEqualTo("123");
    assertThat(store.json("dataset", "show", 123).get("name").asString()).isEqualTo("Pets");
  }

  @Test
  void aTakenIdIsRefusedWithTheNextFreeOne() {
    store.command("dataset", "add", pictures, "--id", 123);

    CommandRun again = store.command("dataset", "add", pictures, "--id", 123);

    assertThat(again.status()).isEqualTo(2);
    assertThat(again.output()).isEmpty();
    assertThat(again.messages()).contains("data set 123 is '사진'", "next free id is 124");
  }

  @Test
  void aCopyLivesInTheStore() throws IOException {
    store.command("dataset", "add", pictures, "--copy");
    Files.delete(pictures.resolve("dog/1.png"));

    JsonNode shown = store.json("dataset", "show", 1);

    assertThat(shown.get("imported").asBoolean()).isTrue();
    assertThat(Path.of(shown.get("path").asString())).startsWith(store.store());
    assertThat(shown.get("content").get("items").asInt()).isEqualTo(3);
  }

  @Test
  void anArchiveIsUnpackedWithoutAProgressLineInAPipe() throws IOException {
    Path archive = folder.resolve("data.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("a/1.txt"));
      zip.write(65);
      zip.putNextEntry(new ZipEntry("b/1.txt"));
      zip.write(66);
    }

    CommandRun added = store.command("dataset", "add", archive);

    assertThat(added.messages().lines()).hasSize(1);
    assertThat(added.messages()).contains("imported into").doesNotContain("\r", "\u001b");
    assertThat(store.json("dataset", "show", 1).get("content").get("categories").propertyNames())
        .containsExactly("a", "b");
  }

  @Test
  void whatIsNotThereIsNotAdded() {
    CommandRun added = store.command("dataset", "add", folder.resolve("nope"));

    assertThat(added.status()).isEqualTo(2);
    assertThat(added.messages()).contains("is not there");
    assertThat(store.json("dataset", "list")).isEmpty();
  }

  @Test
  void columnsAreAlignedWhateverTheNamesAreMadeOf() {
    store.command("dataset", "add", pictures, "--name", "한글이름");
    store.command("dataset", "add", pictures, "--name", "plain name");

    List<String> lines = store.command("dataset", "list").output().lines().toList();

    String path = pictures.toString();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("ID  NAME        LAYOUT  ITEMS    SIZE  ADDED {16}PATH");
    assertThat(lines.get(1)).startsWith(" 1  한글이름    folder      3  1.2 kB  20").endsWith(path);
    assertThat(lines.get(2)).startsWith(" 2  plain name  folder      3  1.2 kB  20");
  }

  @Test
  void theListAsJsonHasEverythingThatIsKnown() {
    store.command("dataset", "add", pictures);

    JsonNode one = store.json("dataset", "list").get(0);

    assertThat(one.propertyNames())
        .containsExactly(
            "id",
            "name",
            "path",
            "layout",
            "imported",
            "available",
            "items",
            "size",
            "fingerprint",
            "added");
    assertThat(one.get("id").isIntegralNumber()).isTrue();
    assertThat(one.get("size").asLong()).isEqualTo(1200);
    assertThat(one.get("layout").asString()).isEqualTo("folder");
    assertThat(one.get("fingerprint").isNull()).isTrue();
  }

  @Test
  void anEmptyListSaysHowToFillIt() {
    CommandRun none = store.command("dataset", "list");
    store.command("dataset", "add", pictures);
    store.command("dataset", "remove", 1);
    CommandRun empty = store.command("dataset", "list");

    assertThat(none.status()).isZero();
    assertThat(none.output()).isEmpty();
    assertThat(none.messages()).contains("there is no store at " + store.store());
    assertThat(empty.status()).isZero();
    assertThat(empty.output()).isEmpty();
    assertThat(empty.messages()).contains("has no data sets", "synapse dataset add PATH");
  }

  @Test
  void showCountsTheItemsOfEachCategory() {
    store.command("dataset", "add", pictures);

    assertThat(store.command("dataset", "show", 1).output())
        .containsPattern("path +" + pictures + "\n")
        .containsPattern("kept +in place\n")
        .containsPattern("size +1.2 kB\n")
        .containsPattern("fingerprint +not computed yet\n")
        .containsPattern("\nCATEGORY  ITEMS\ndog +1\n고양이 +2\n$");
  }

  @Test
  void aFolderThatIsGoneIsToldAndStillShown() throws IOException {
    Path gone = Files.createDirectories(folder.resolve("gone"));
    Path only = Files.writeString(gone.resolve("a.txt"), "a");
    store.command("dataset", "add", gone);
    Files.delete(only);
    Files.delete(gone);

    CommandRun show = store.command("dataset", "show", 1);

    assertThat(show.status()).isZero();
    assertThat(show.output()).contains(gone + " (missing)");
    assertThat(show.messages()).startsWith("warning: ").contains(gone + " is not there");
    JsonNode json = store.json("dataset", "show", 1);
    assertThat(json.get("available").asBoolean()).isFalse();
    assertThat(json.get("content").isNull()).isTrue();
    assertThat(store.command("dataset", "list").output()).contains("missing: " + gone);
  }

  @Test
  void anUnknownIdIsInvalidInput() {
    store.command("dataset", "add", pictures);

    CommandRun show = store.command("dataset", "show", 9);
    CommandRun text = store.command("dataset", "show", "x");

    assertThat(show.status()).isEqualTo(2);
    assertThat(show.messages()).contains("no data set 9; it has 1");
    assertThat(text.status()).isEqualTo(2);
    assertThat(text.messages()).contains("'x' is not a whole number");
  }

  @Test
  void removeForgetsAFolderAndDeletesACopy() {
    store.command("dataset", "add", pictures);
    store.command("dataset", "add", pictures, "--copy");
    Path copy = Path.of(store.json("dataset", "show", 2).get("path").asString());

    CommandRun removed = store.command("dataset", "remove", 2, 1, 1);

    assertThat(removed.status()).isZero();
    assertThat(removed.messages().lines())
        .containsExactly(
            "removed data set 2 '사진' with its files",
            "removed data set 1 '사진'; its files stay at " + pictures);
    assertThat(copy).doesNotExist();
    assertThat(pictures.resolve("dog/1.png")).exists();
  }

  @Test
  void aMistypedIdRemovesNothing() {
    store.command("dataset", "add", pictures);

    assertThat(store.command("dataset", "remove", 1, 9).status()).isEqualTo(2);
    assertThat(store.json("dataset", "list")).hasSize(1);
  }

  @Test
  void whatARunNeedsToGoOnIsRemovedOnlyWhenForced() {
    SampleRuns trained = new SampleRuns(folder, TinyPlugin.jar(folder));
    trained.command("dataset", "add", pictures, "--copy", "--id", 5);
    trained.command("dataset", "add", pictures, "--copy", "--id", 6);
    CommandRun tuned =
        trained.run(
            """
            action: train
            plugin: %s
            params:
              name: 사진
              dataset: 5
              num_cpus: 0.5
              is_tune: true
              hyperparameters: [{name: x, type: grid_search, options: [1]}]
              tune_config: {metric: score, mode: max, num_samples: 100}
            """
                .formatted(TinyPlugin.jar(folder)));
    assertThat(tuned.status()).as(tuned.messages()).isZero();

    CommandRun refused = trained.command("dataset", "remove", 6, 5);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages())
        .containsPattern("data set 5 is still needed: run 사진-\\S+, which can go on, reads it")
        .contains("--force");
    assertThat(trained.json("dataset", "list")).hasSize(2);
    assertThat(trained.command("dataset", "remove", 6, 5, "--force").status()).isZero();
    assertThat(trained.json("dataset", "list")).isEmpty();
  }

  @Test
  void aHostileNameIsShownWithoutControlCharacters() {
    CommandRun added =
        store.command("dataset", "add", pictures, "--name", "../x\u001b[2J\nnext", "--copy");

    assertThat(added.messages()).doesNotContain("\u001b");
    assertThat(store.command("dataset", "list").output())
        .contains("../x?[2J next")
        .doesNotContain("\u001b");
    assertThat(store.json("dataset", "show", 1).get("name").asString())
        .isEqualTo("../x\u001b[2J\nnext");
  }
}
