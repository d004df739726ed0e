package io.synapse.dataset;

import static io.synapse.dataset.SampleFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.dataset.DatasetContent.DatasetItem;
import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetReaderTest {

  @TempDir Path folder;

  @Test
  void subfoldersAreCategoriesAndFilesAtAnyDepthAreItems() {
    Path late = write(folder, "train/b.txt", "b");
    Path deep = write(folder, "train/a/z.txt", "z");
    write(folder, "test/한글.txt", "x");
    DatasetContent content = DatasetReader.read(folder);
    assertThat(content.layout()).isEqualTo(DatasetContent.Layout.FOLDER);
    assertThat(content.categories()).containsExactly("test", "train");
    assertThat(content.items("train"))
        .containsExactly(
            new DatasetItem(List.of(deep), Map.of()), new DatasetItem(List.of(late), Map.of()));
    assertThat(content.files()).containsExactly("test/한글.txt", "train/a/z.txt", "train/b.txt");
    assertThat(content.itemCount()).isEqualTo(3);
    assertThat(content.bytes()).isEqualTo(3);
  }

  @Test
  void filesDirectlyInTheFolderAreItemsWithoutACategory() {
    Path file = write(folder, "data.csv", "1");
    write(folder, "extra/more.csv", "2");
    DatasetContent content = DatasetReader.read(folder);
    assertThat(content.categories()).containsExactly("extra");
    assertThat(content.items(DatasetContent.NO_CATEGORY))
        .containsExactly(new DatasetItem(List.of(file), Map.of()));
  }

  @Test
  void aSingleFileIsOneItemWithoutACategory() {
    Path file = write(folder, "digits.csv", "1,2");
    DatasetContent content = DatasetReader.read(file);
    assertThat(content.layout()).isEqualTo(DatasetContent.Layout.FILE);
    assertThat(content.path()).isEqualTo(file);
    assertThat(content.categories()).isEmpty();
    assertThat(content.items("")).hasSize(1);
    assertThat(content.files()).containsExactly("digits.csv");
  }

  @Test
  void hiddenFilesAndFoldersAreNoPart() {
    write(folder, "train/a.txt", "a");
    write(folder, "train/.DS_Store", "x");
    write(folder, ".git/config", "x");
    assertThat(DatasetReader.read(folder).files()).containsExactly("train/a.txt");
  }

  @Test
  void aHiddenFolderItselfMayBeTheDataSet() {
    write(folder, ".cache/train/a.txt", "a");
    assertThat(DatasetReader.read(folder.resolve(".cache")).files()).containsExactly("train/a.txt");
  }

  @Test
  void symbolicLinksAreFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    write(elsewhere, "a.txt", "a");
    Path dataset = Files.createDirectories(folder.resolve("dataset"));
    Files.createSymbolicLink(dataset.resolve("train"), elsewhere);
    assertThat(DatasetReader.read(dataset).files()).containsExactly("train/a.txt");
  }

  @Test
  void brokenLinksAndLoopsAreAllTold() throws IOException {
    write(folder, "train/a.txt", "a");
    Files.createSymbolicLink(folder.resolve("train/gone"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("train/loop"), folder);
    assertThatThrownBy(() -> DatasetReader.read(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("train/gone: is a symbolic link to nothing")
        .hasMessageContaining("train/loop: is a symbolic link to a folder above it");
  }

  @Test
  void pipesAreRefusedAndNeverOpened() throws Exception {
    write(folder, "train/a.txt", "a");
    Path pipe = folder.resolve("train/pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> DatasetReader.read(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("train/pipe: is not a regular file");
  }

  @Test
  void aNameThatIsNoTextHereIsTold() throws Exception {
    write(folder, "train/a.txt", "a");
    String inKoreanOfOldWindows = "touch \"$1/train/$(printf '\\260\\241').txt\"";
    Process shell =
        new ProcessBuilder("sh", "-c", inKoreanOfOldWindows, "sh", folder.toString()).start();
    assertThat(shell.waitFor()).isZero();
    assertThatThrownBy(() -> DatasetReader.read(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(".txt: has a name that cannot be read here");
  }

  @Test
  void aMissingPathSaysSo() {
    assertThatThrownBy(() -> DatasetReader.read(folder.resolve("no/such")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no/such is not there, nor is the folder it lies in");
  }

  @Test
  void anEmptyFolderIsAnError() {
    write(folder, "train/.hidden", "");
    assertThatThrownBy(() -> DatasetReader.read(folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds no files");
  }

  @Test
  void anUnknownCategoryNamesThoseThereAre() {
    write(folder, "train/a.txt", "a");
    write(folder, "test/a.txt", "a");
    DatasetContent content = DatasetReader.read(folder);
    assertThatThrownBy(() -> content.items("tran"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the data set has no category 'tran'; it has test, train");
    assertThat(content.items("")).isEmpty();
  }
}
