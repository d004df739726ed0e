package io.synapse.dataset;

import static io.synapse.dataset.SampleFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.dataset.DatasetImport.ImportLimits;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetImportTest {

  @TempDir Path parent;
  private Path store;
  private Path target;

  @BeforeEach
  void anEmptyStore() throws IOException {
    store = Files.createDirectories(parent.resolve("store"));
    target = store.resolve("7");
  }

  @Test
  void aFolderIsCopiedWithoutHiddenFilesAndWithLinksFollowed() throws IOException {
    Path source = parent.resolve("source");
    write(source, "train/a.txt", "a");
    write(source, "train/.DS_Store", "x");
    Files.createSymbolicLink(source.resolve("linked"), source.resolve("train"));
    assertThat(run(source)).isEqualTo(target);
    assertThat(DatasetReader.read(target).files()).containsExactly("linked/a.txt", "train/a.txt");
    assertThat(target.resolve("linked/a.txt")).hasContent("a").isRegularFile();
    assertThat(Files.isSymbolicLink(target.resolve("linked"))).isFalse();
    assertNothingElseInTheStore();
  }

  @Test
  void aSingleFileIsCopiedIntoTheFolder() {
    Path file = write(parent, "digits.csv.gz", "1,2");
    assertThat(run(file)).isEqualTo(target.resolve("digits.csv.gz"));
    assertThat(target.resolve("digits.csv.gz")).hasContent("1,2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"set.zip", "set.tar", "set.tar.gz", "SET.TGZ", "set.ZIP"})
  void anArchiveIsUnpacked(String name) throws IOException {
    Path archive = archive(name, Map.of("train/한글.txt", "a", "test/b.txt", "bb", "test/e.txt", ""));
    assertThat(run(archive)).isEqualTo(target);
    assertThat(DatasetReader.read(target).files())
        .containsExactly("test/b.txt", "test/e.txt", "train/한글.txt");
    assertThat(target.resolve("test/b.txt")).hasContent("bb");
    assertNothingElseInTheStore();
  }

  @ParameterizedTest
  @ValueSource(strings = {"set.zip", "set.tar.gz"})
  void aSingleTopLevelFolderIsTakenOff(String name) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("./my set/", "");
    entries.put("./my set/train/a.txt", "a");
    entries.put("./my set/test//b.txt", "b");
    entries.put("__MACOSX/my set/._a.txt", "x");
    entries.put("./my set/.DS_Store", "x");
    run(archive(name, entries));
    assertThat(DatasetReader.read(target).files()).containsExactly("test/b.txt", "train/a.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"set.zip", "set.tar.gz"})
  void aLoneFolderOfFilesIsACategory(String name) throws IOException {
    run(archive(name, Map.of("cats/1.txt", "a", "cats/2.txt", "b")));
    assertThat(DatasetReader.read(target).categories()).containsExactly("cats");
  }

  @Test
  void filesBesideTheCategoriesAreTakenOutOfTheTopFolderToo() throws IOException {
    run(archive("set.zip", Map.of("set/train/a.txt", "a", "set/README", "b")));
    assertThat(DatasetReader.read(target).files()).containsExactly("README", "train/a.txt");
  }

  @Test
  void aTopFolderWithAnItemsFileIsTakenOff() throws IOException {
    String line = "{\"files\": [\"a.png\"]}";
    run(archive("set.zip", Map.of("set/items.jsonl", line, "set/a.png", "a")));
    assertThat(DatasetReader.read(target).layout()).isEqualTo(DatasetContent.Layout.LISTED);
  }

  @Test
  void namesThatDifferByCaseAloneAreDifferent() throws IOException {
    run(archive("set.zip", Map.of("train/a.txt", "a", "train/A.txt", "A", "b.txt", "b")));
    assertThat(DatasetReader.read(target).itemCount()).isEqualTo(3);
  }

  @Test
  void aZipInsideADataFormatStaysAsItIs() throws IOException {
    Path file = archive("weights.npz", Map.of("a.npy", "a"));
    assertThat(run(file)).isEqualTo(target.resolve("weights.npz"));
    assertThat(DatasetImport.isArchive(file)).isFalse();
  }

  @Test
  void theItemsFileOfAnArchiveIsCheckedBeforeItAppears() throws IOException {
    Path archive = archive("set.zip", Map.of("items.jsonl", "{\"files\": [\"no.png\"]}"));
    assertRefused(archive, "set.zip/items.jsonl:1:1: file 'no.png' is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"set.zip", "set.tar.gz"})
  void linksInsideAnArchiveBecomeCopies(String name) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("train/chained.txt", ArchiveFiles.LINK + "link.txt");
    entries.put("train/link.txt", ArchiveFiles.LINK + "../test/./a.txt");
    entries.put("test/a.txt", "content");
    run(archive(name, entries));
    assertThat(target.resolve("train/link.txt")).hasContent("content");
    assertThat(target.resolve("train/chained.txt")).hasContent("content");
    assertThat(Files.isSymbolicLink(target.resolve("train/link.txt"))).isFalse();
  }

  @Test
  void progressOfAnArchiveRisesToItsTotal() throws IOException {
    String noise = Noise.text(1 << 20);
    for (String name : List.of("set.zip", "set.tar", "set.tgz")) {
      Path archive = archive(name, Map.of("a.txt", noise, "b.txt", noise));
      List<Long> told = new ArrayList<>();
      List<Long> totals = new ArrayList<>();
      DatasetImport.importTo(
          archive,
          store.resolve(name),
          ImportLimits.DEFAULT,
          (current, total) -> {
            told.add(current);
            totals.add(total);
          });
      assertThat(told).isSorted().hasSizeGreaterThan(1);
      assertThat(told.get(told.size() - 1)).isEqualTo(totals.get(0)).isPositive();
    }
  }

  @Test
  void anExistingTargetIsNeverTouched() throws IOException {
    write(target, "mine.txt", "mine");
    Path file = write(parent, "a.csv", "1");
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it is there already");
    assertThat(target.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void aStoreInsideTheDataSetIsRefused() {
    write(parent, "train/a.txt", "a");
    assertRefused(parent, "choose a store outside the data set");
  }

  @Test
  void aReadOnlyStoreIsAFailureThatNamesIt() throws IOException {
    Path file = write(parent, "a.csv", "1");
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      // The super-user may write everywhere but where the kernel itself refuses.
      Path readOnly = Files.isWritable(store) ? Path.of("/sys") : store;
      assertThatThrownBy(
              () ->
                  DatasetImport.importTo(
                      file, readOnly.resolve("7"), ImportLimits.DEFAULT, ByteProgress.SILENT))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining(readOnly.toString());
    } finally {
      Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aMissingStoreIsAFailureThatNamesIt() {
    Path file = write(parent, "a.csv", "1");
    Path nowhere = parent.resolve("nowhere/7");
    assertThatThrownBy(
            () -> DatasetImport.importTo(file, nowhere, ImportLimits.DEFAULT, ByteProgress.SILENT))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void anInterruptEndsTheImportAndLeavesNothing() throws IOException {
    Path archive = archive("set.tar.gz", Map.of("a.txt", "a", "b.txt", "b"));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run(archive))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(store).isEmptyDirectory();
  }

  private Path archive(String name, Map<String, String> entries) throws IOException {
    Path file = parent.resolve(name);
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".tar")) {
      return ArchiveFiles.tar(file, entries);
    }
    return lower.endsWith("gz")
        ? ArchiveFiles.tarGzip(file, entries)
        : ArchiveFiles.zip(file, entries);
  }

  private Path run(Path source) {
    return DatasetImport.importTo(source, target, ImportLimits.DEFAULT, ByteProgress.SILENT);
  }

  private void assertRefused(Path source, String message) {
    assertThatThrownBy(() -> run(source))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
    assertThat(store).isEmptyDirectory();
  }

  private void assertNothingElseInTheStore() throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      assertThat(files).containsExactly(target);
    }
  }
}
