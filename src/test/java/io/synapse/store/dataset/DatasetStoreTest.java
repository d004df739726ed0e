package io.synapse.store.dataset;

import static io.synapse.store.dataset.StoredDataset.NewDataset.Placement.COPIED;
import static io.synapse.store.dataset.StoredDataset.NewDataset.Placement.IN_PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.dataset.ByteProgress;
import io.synapse.dataset.DatasetContent;
import io.synapse.problem.InvalidInputException;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.StagedContents;
import io.synapse.store.Store;
import io.synapse.store.StoreSamples;
import io.synapse.store.dataset.StoredDataset.NewDataset;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetStoreTest {

  @TempDir Path folder;
  private Store store;
  private DatasetStore datasets;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store"));
    datasets = store.datasets();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path source() throws IOException {
    Path source = folder.resolve("꽃 사진");
    Files.createDirectories(source.resolve("train"));
    Files.writeString(source.resolve("train/a.txt"), "12345");
    Files.writeString(source.resolve("train/b.txt"), "678");
    return source;
  }

  private Path zip(String... names) throws IOException {
    Path archive = folder.resolve("flowers.zip");
    try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : names) {
        output.putNextEntry(new ZipEntry(name));
        output.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return archive;
  }

  private StoredDataset add(NewDataset added) {
    return datasets.add(added, ByteProgress.SILENT);
  }

  @Test
  void aFolderIsOnlyPointedTo() throws Exception {
    Path source = source();
    StoredDataset added = add(StoreSamples.dataset(source, IN_PLACE));
    assertThat(added.id()).isEqualTo(1);
    assertThat(added.name()).isEqualTo("꽃 사진");
    assertThat(added.path()).isEqualTo(source);
    assertThat(added.layout()).isEqualTo(DatasetContent.Layout.FOLDER);
    assertThat(added.imported()).isFalse();
    assertThat(added.size()).isEqualTo(8);
    assertThat(added.items()).isEqualTo(2);
    assertThat(added.fingerprint()).isEmpty();
    assertThat(datasets.list()).containsExactly(added);
    assertThat(datasets.find(1)).contains(added);
    assertThat(store.folder().resolve("datasets")).doesNotExist();
  }

  @Test
  void aCopiedFolderIsTheStoresOwn() throws Exception {
    Path source = source();
    StoredDataset added = add(StoreSamples.dataset(source, COPIED));
    assertThat(added.imported()).isTrue();
    assertThat(added.path()).isEqualTo(store.folder().resolve("datasets/1"));
    assertThat(added.path().resolve("train/a.txt")).content().isEqualTo("12345");
  }

  @Test
  void aCopiedFileKeepsItsName() throws Exception {
    Path file = Files.writeString(folder.resolve("digits.csv"), "1,2");
    StoredDataset added = add(StoreSamples.dataset(file, COPIED));
    assertThat(added.path()).isEqualTo(store.folder().resolve("datasets/1/digits.csv"));
    assertThat(added.layout()).isEqualTo(DatasetContent.Layout.FILE);
    assertThat(added.path()).content().isEqualTo("1,2");
  }

  @Test
  void anArchiveIsAlwaysUnpackedIntoTheStore() throws Exception {
    StoredDataset added = add(StoreSamples.dataset(zip("train/a", "test/b"), IN_PLACE));
    assertThat(added.imported()).isTrue();
    assertThat(added.name()).isEqualTo("flowers.zip");
    assertThat(added.path()).isEqualTo(store.folder().resolve("datasets/1"));
    assertThat(added.items()).isEqualTo(2);
    assertThat(added.path().resolve("test/b")).content().isEqualTo("test/b");
  }

  @Test
  void anUnsafeArchiveLeavesNothing() throws Exception {
    Path archive = zip("train/a", "../../evil");
    assertThatThrownBy(() -> add(StoreSamples.dataset(archive, IN_PLACE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("evil");
    assertThat(datasets.list()).isEmpty();
    assertThat(store.folder().resolve("datasets")).doesNotExist();
    assertThat(StagedContents.in(store)).isEmpty();
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void aMissingPathIsAnErrorAndAddsNothing() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> add(StoreSamples.dataset(missing, IN_PLACE)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(missing.toString());
    assertThat(datasets.list()).isEmpty();
  }

  @Test
  void anIdAndANameCanBeChosen() throws Exception {
    StoredDataset added = add(numbered(123, "flowers"));
    assertThat(added.id()).isEqualTo(123);
    assertThat(added.name()).isEqualTo("flowers");
    assertThat(add(StoreSamples.dataset(source(), IN_PLACE)).id()).isEqualTo(124);
  }

  private NewDataset numbered(int id, String name) throws IOException {
    return new NewDataset(source(), OptionalInt.of(id), Optional.of(name), IN_PLACE);
  }

  @Test
  void aTakenIdIsAnErrorThatNamesTheNextFreeOne() throws Exception {
    add(numbered(123, "flowers"));
    assertThatThrownBy(() -> add(numbered(123, "trees")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("data set 123 is 'flowers' (" + source() + ") already")
        .hasMessageContaining("the next free id is 124");
    assertThat(datasets.list()).hasSize(1);
  }

  @Test
  void zeroIsAnIdAndNegativeOnesAndBlankNamesAreErrors() throws Exception {
    assertThat(add(numbered(0, "zero")).id()).isZero();
    assertThatThrownBy(() -> add(numbered(-1, "flowers")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("from 0; -1 is not, 1 is free");
    assertThatThrownBy(() -> numbered(1, " "))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("blank");
  }

  @Test
  void afterTheLargestIdTheLowestFreeOneFollows() throws Exception {
    add(numbered(1, "first"));
    add(numbered(Integer.MAX_VALUE, "last"));
    assertThat(add(StoreSamples.dataset(source(), IN_PLACE)).id()).isEqualTo(2);
  }

  @Test
  void removingAPointedToFolderLeavesItsFiles() throws Exception {
    Path source = source();
    add(StoreSamples.dataset(source, IN_PLACE));
    datasets.remove(1);
    assertThat(datasets.list()).isEmpty();
    assertThat(source.resolve("train/a.txt")).exists();
  }

  @Test
  void removingAnImportedDataSetDeletesTheCopyAndItsCache() throws Exception {
    Path source = source();
    StoredDataset added = add(StoreSamples.dataset(source, COPIED));
    Files.writeString(datasets.fingerprintCache(added.id()), "cache");
    datasets.remove(added.id());
    assertThat(store.folder().resolve("datasets").toFile().list()).isEmpty();
    assertThat(StagedContents.in(store)).isEmpty();
    assertThat(source.resolve("train/a.txt")).exists();
  }

  @Test
  void anIdIsNeverUsedTwice() throws Exception {
    add(StoreSamples.dataset(source(), IN_PLACE));
    datasets.remove(1);
    assertThat(add(StoreSamples.dataset(source(), IN_PLACE)).id()).isEqualTo(2);
  }

  @Test
  void anUnknownIdIsAnErrorThatNamesThoseThereAre() throws Exception {
    add(numbered(123, "flowers"));
    assertThatThrownBy(() -> datasets.existing(5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has no data set 5; it has 123");
    assertThatThrownBy(() -> datasets.remove(5)).isInstanceOf(InvalidInputException.class);
    assertThat(datasets.find(5)).isEmpty();
  }

  @Test
  void theFingerprintIsNoted() throws Exception {
    add(StoreSamples.dataset(source(), IN_PLACE));
    datasets.recordFingerprint(1, "f".repeat(64));
    assertThat(datasets.existing(1).fingerprint()).contains("f".repeat(64));
  }

  @Test
  void everyDataSetHasACacheOfItsOwn() throws Exception {
    assertThat(datasets.fingerprintCache(1)).isNotEqualTo(datasets.fingerprintCache(2));
    Path unregistered = datasets.fingerprintCache(source());
    assertThat(unregistered).isEqualTo(datasets.fingerprintCache(source()));
    assertThat(unregistered.getParent()).isDirectory();
  }

  @Test
  void aStoreThatMovedKeepsWhatItImported() throws Exception {
    add(StoreSamples.dataset(source(), COPIED));
    store.close();
    Path moved = Files.move(folder.resolve("store"), folder.resolve("moved"));
    try (Store reopened = Store.open(moved)) {
      assertThat(reopened.datasets().existing(1).path().resolve("train/a.txt")).exists();
    }
    open();
  }

  @Test
  void whatWasImportedStaysWhileARunThatCanGoOnReadsIt() throws IOException {
    StoredDataset dataset = add(StoreSamples.dataset(zip("a/1.txt"), COPIED));
    RunFolder run = reading(dataset.id(), dataset.path());

    assertNeeded(dataset, run);
    store.runs().finish(run.runId(), RunStatus.INTERRUPTED, RunOutcome.NONE, StoreSamples.TIME);
    assertNeeded(dataset, run);
    store.runs().finish(run.runId(), RunStatus.COMPLETED, RunOutcome.NONE, StoreSamples.TIME);
    datasets.remove(dataset.id());
    assertThat(dataset.path()).doesNotExist();
  }

  @Test
  void inAStoreThatWasMovedTheNumberTellsWhatARunReads() throws IOException {
    StoredDataset dataset = add(StoreSamples.dataset(zip("a/1.txt"), COPIED));
    assertNeeded(dataset, reading(dataset.id(), folder.resolve("before/datasets/1")));
  }

  @Test
  void aRunThatReadsOtherFilesUnderTheNumberDoesNotNeedIt() throws IOException {
    StoredDataset dataset = add(StoreSamples.dataset(zip("a/1.txt"), COPIED));
    reading(dataset.id(), source());
    assertThat(datasets.remove(dataset.id())).isEqualTo(dataset);
  }

  @Test
  void whatIsUsedInPlaceCanBeForgottenForItsFilesStay() throws IOException {
    StoredDataset dataset = add(StoreSamples.dataset(source(), IN_PLACE));
    reading(dataset.id(), dataset.path());
    assertThat(datasets.remove(dataset.id())).isEqualTo(dataset);
  }

  private RunFolder reading(int id, Path path) {
    NewRun created = new NewRun("reads", RunMode.TRAIN, Optional.empty(), StoreSamples.TIME);
    RunFolder run = store.runs().create(created);
    run.writeJob(Map.of("job", Map.of("datasets", Map.of("" + id, path.toString()))));
    return run;
  }

  private void assertNeeded(StoredDataset dataset, RunFolder run) {
    assertThatThrownBy(() -> datasets.remove(dataset.id()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("run " + run.runId() + ", which can go on, reads it")
        .hasMessageContaining("--force");
    assertThat(dataset.path()).exists();
  }
}
