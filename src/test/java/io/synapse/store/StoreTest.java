package io.synapse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.model.ModelStore.ModelSummary;
import io.synapse.store.model.StoredModel;
import io.synapse.store.registry.Sql;
import io.synapse.testing.TinyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  @TempDir Path folder;

  private Path root() {
    return folder.resolve(".synapse");
  }

  private Path weights() throws IOException {
    return StoreSamples.weights(folder.resolve("source"), 10);
  }

  @Test
  void aNewStoreIsTheRegistryAlone() {
    Store.open(root()).close();
    assertThat(root().toFile().list()).containsExactly("registry.db");
  }

  @Test
  void openingAgainFindsWhatWasKept() throws Exception {
    StoredModel saved;
    try (Store store = Store.open(root())) {
      saved = store.models().save(StoreSamples.model(weights()));
    }
    try (Store store = Store.open(root())) {
      assertThat(store.models().existing(saved.id())).isEqualTo(saved);
    }
    try (Store store = Store.openForReading(root())) {
      assertThat(store.models().existing(saved.id())).isEqualTo(saved);
    }
  }

  @Test
  void aClosedStoreHasNothingStaged() throws Exception {
    try (Store store = Store.open(root())) {
      store.models().save(StoreSamples.model(weights()));
      store.models().save(StoreSamples.model(weights()));
      store.models().remove(1);
      store.runs().create(StoreSamples.run("digits"));
    }
    assertThat(root().resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void readingAStoreThatIsNotThereIsAnErrorAndMakesNone() {
    assertThatThrownBy(() -> Store.openForReading(root()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no store at " + root())
        .hasMessageContaining("--store");
    assertThat(root()).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheStoreIsAnError() throws Exception {
    Files.writeString(root(), "");
    assertThatThrownBy(() -> Store.open(root()))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining(root() + " is a file")
        .hasMessageContaining("--store");
    assertThatThrownBy(() -> Store.openForReading(root())).hasMessageContaining("is a file");
  }

  @Test
  void aFileOnTheWayToTheStoreIsAnError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Store.open(file.resolve("store")))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("cannot make the store at " + file)
        .hasMessageContaining("name another path");
  }

  @Test
  void aFolderInPlaceOfTheRegistryIsAnError() throws Exception {
    Files.createDirectories(root().resolve("registry.db"));
    assertThatThrownBy(() -> Store.open(root()))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining(root().resolve("registry.db").toString())
        .hasMessageContaining("see that it is a file");
  }

  @Test
  void aRegistryThatIsNoneIsAnErrorAndStaysAsItIs() throws Exception {
    Files.createDirectories(root());
    String text = "This is not a registry, though it is longer than a header of SQLite. ".repeat(9);
    Files.writeString(root().resolve("registry.db"), text);
    assertThatThrownBy(() -> Store.open(root()))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("damaged or not a registry");
    assertThat(root().resolve("registry.db")).content().isEqualTo(text);
  }

  @Test
  void aRegistryOfANewerVersionIsAnErrorThatNamesBothVersions() throws Exception {
    Store.open(root()).close();
    setVersion(99);
    assertThatThrownBy(() -> Store.open(root()))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("has version 99, and this synapse knows versions up to 1")
        .hasMessageContaining("use the newer synapse");
    assertThatThrownBy(() -> Store.openForReading(root())).hasMessageContaining("version 99");
  }

  private void setVersion(int version) throws Exception {
    String url = "jdbc:sqlite:" + root().resolve("registry.db");
    try (Connection connection = DriverManager.getConnection(url)) {
      new Sql(connection).run("PRAGMA user_version = " + version);
    }
  }

  @Test
  void aPathWithSignsThatMeanSomethingToSqliteIsUsedAsItIs() {
    Path odd = folder.resolve("a?b#c%20d 한국어");
    Store.open(odd).close();
    assertThat(odd.resolve("registry.db")).exists();
    assertThat(folder.toFile().list()).containsExactly(odd.getFileName().toString());
  }

  @Test
  void aReadOnlyDiskIsAnErrorForWritingAndCanBeRead() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 4)) {
      Path root = disk.folder().resolve("store");
      try (Store store = Store.open(root)) {
        store.models().save(StoreSamples.model(weights()));
      }
      disk.makeReadOnly();
      assertThatThrownBy(() -> Store.open(root))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining(root.toString())
          .hasMessageContaining("it is read-only; make it writable");
      try (Store store = Store.openForReading(root)) {
        assertThat(store.models().list()).hasSize(1);
        assertThatThrownBy(() -> store.models().save(StoreSamples.model(weights())))
            .isInstanceOf(OperationFailedException.class)
            .hasMessageContaining("read-only");
        assertThatThrownBy(() -> store.datasets().remove(1)).hasMessageContaining("no data set 1");
      }
    }
  }

  @Test
  void makingAStoreOnAReadOnlyDiskIsAnError() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 1)) {
      disk.makeReadOnly();
      assertThatThrownBy(() -> Store.open(disk.folder().resolve("store")))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("it is read-only; make it writable");
    }
  }

  @Test
  void aFullDiskIsAnErrorAndNothingIsHalfWritten() throws Exception {
    Path model = StoreSamples.weights(folder, 600 << 10);
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 2);
        Store store = Store.open(disk.folder().resolve("store"))) {
      assertThatThrownBy(() -> saveUntilFull(store, model))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining(disk.folder().toString())
          .hasMessageContaining("free some space");
      assertConsistent(store);
    }
  }

  private static void saveUntilFull(Store store, Path model) {
    for (int i = 0; i < 10; i++) {
      store.models().save(StoreSamples.model(model));
    }
  }

  @Test
  void aFullDiskAtTheRowLeavesNoFolder() throws Exception {
    Path model = StoreSamples.weights(folder, 10);
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 2);
        Store store = Store.open(disk.folder().resolve("store"))) {
      fill(disk.folder().resolve("filler"));
      assertThatThrownBy(() -> store.models().save(StoreSamples.model(model)))
          .isInstanceOf(OperationFailedException.class);
      assertThatThrownBy(() -> store.runs().create(StoreSamples.run("digits")))
          .isInstanceOf(OperationFailedException.class);
      assertConsistent(store);
      Files.delete(disk.folder().resolve("filler"));
      assertThatCode(() -> store.models().save(StoreSamples.model(model)))
          .doesNotThrowAnyException();
      assertConsistent(store);
    }
  }

  private static void fill(Path file) throws Exception {
    try (var output = Files.newOutputStream(file)) {
      byte[] page = new byte[4096];
      while (true) {
        output.write(page);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static void assertConsistent(Store store) throws Exception {
    String[] folders = store.folder().resolve("models").toFile().list();
    assertThat(folders == null ? new String[0] : folders)
        .containsExactlyInAnyOrder(
            store.models().list().stream().map(model -> "" + model.id()).toArray(String[]::new));
    for (ModelSummary model : store.models().list()) {
      store.models().verify(store.models().existing(model.id()));
    }
    assertThat(StagedContents.in(store)).isEmpty();
  }
}
