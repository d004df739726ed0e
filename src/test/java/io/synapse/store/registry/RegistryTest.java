package io.synapse.store.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.OperationFailedException;
import io.synapse.store.registry.RegistryConnection.JournalMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

  private static final List<String> FIRST = List.of("CREATE TABLE things (id INTEGER, name TEXT)");
  private static final List<String> SECOND =
      List.of(
          "ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 3",
          "UPDATE things SET name = name || '!'");

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("registry.db");
  }

  private static List<String> names(Registry registry) {
    return registry.read(
        sql -> sql.list("SELECT name FROM things ORDER BY id", row -> row.getString(1)));
  }

  private void makeFirstVersion() {
    try (Registry registry = Registry.open(file(), new RegistrySchema(List.of(FIRST)))) {
      registry.write(sql -> sql.update("INSERT INTO things VALUES (1, 'one')"));
    }
  }

  @Test
  void anOlderRegistryIsMigratedAndKeepsItsRows() {
    makeFirstVersion();
    try (Registry registry = Registry.open(file(), new RegistrySchema(List.of(FIRST, SECOND)))) {
      assertThat(names(registry)).containsExactly("one!");
      long size = registry.read(sql -> sql.number("SELECT size FROM things"));
      assertThat(size).isEqualTo(3);
      assertThat(registry.read(RegistrySchema::versionOf)).isEqualTo(2);
    }
  }

  @Test
  void aMigrationThatFailsLeavesTheOlderRegistry() {
    makeFirstVersion();
    List<String> broken = List.of("UPDATE things SET name = 'changed'", "no statement at all");
    assertThatThrownBy(() -> Registry.open(file(), new RegistrySchema(List.of(FIRST, broken))))
        .isInstanceOf(OperationFailedException.class);
    try (Registry registry = Registry.open(file(), new RegistrySchema(List.of(FIRST)))) {
      assertThat(names(registry)).containsExactly("one");
      assertThat(registry.read(RegistrySchema::versionOf)).isEqualTo(1);
    }
  }

  @Test
  void aNewerRegistryIsRefusedAndNotTouched() {
    try (Registry registry = Registry.open(file(), new RegistrySchema(List.of(FIRST, SECOND)))) {
      registry.write(sql -> sql.update("INSERT INTO things (id, name) VALUES (1, 'one')"));
    }
    assertThatThrownBy(() -> Registry.open(file(), new RegistrySchema(List.of(FIRST))))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("up to 1");
    try (Registry registry = Registry.open(file(), new RegistrySchema(List.of(FIRST, SECOND)))) {
      assertThat(names(registry)).containsExactly("one");
    }
  }

  @Test
  void anOlderRegistryCannotBeReadOnly() {
    makeFirstVersion();
    RegistrySchema newer = new RegistrySchema(List.of(FIRST, SECOND));
    assertThatThrownBy(() -> Registry.openForReading(file(), newer))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("has version 1, and this synapse needs version 2")
        .hasMessageContaining("make it writable once");
  }

  @Test
  void aReaderWaitsForWhoeverMakesTheRegistryJustNow() {
    Registry.open(file(), new RegistrySchema(List.of())).close();
    RegistrySchema schema = new RegistrySchema(List.of(FIRST));
    CompletableFuture<List<String>> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try (Registry registry = Registry.openForReading(file(), schema)) {
                return names(registry);
              }
            });
    makeFirstVersion();
    assertThat(reader.join()).isSubsetOf("one");
  }

  @Test
  void aRegistryThatWasLeftHalfMadeIsToldAsThat() {
    Registry.open(file(), new RegistrySchema(List.of())).close();
    assertThatThrownBy(() -> Registry.openForReading(file(), new RegistrySchema(List.of(FIRST))))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("has no tables")
        .hasMessageContaining("run a job");
  }

  @Test
  void workThatFailsChangesNothing() {
    makeFirstVersion();
    try (Registry registry = Registry.open(file(), new RegistrySchema(List.of(FIRST)))) {
      assertThatThrownBy(
              () ->
                  registry.write(
                      sql -> {
                        sql.update("INSERT INTO things VALUES (2, 'two')");
                        throw new IOException("No space left on device");
                      }))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("the disk is full");
      assertThat(names(registry)).containsExactly("one");
      registry.write(sql -> sql.update("INSERT INTO things VALUES (2, 'two')"));
      assertThat(names(registry)).containsExactly("one", "two");
    }
  }

  @Test
  void writersUseAWriteAheadLogOnALocalDisk() {
    try (Registry registry = Registry.open(file(), new RegistrySchema(List.of(FIRST)))) {
      List<String> mode =
          registry.read(sql -> sql.list("PRAGMA journal_mode", row -> row.getString(1)));
      assertThat(mode).containsExactly("wal");
    }
  }

  @Test
  void aRegistryThatMovesToANetworkFileSystemLosesItsWriteAheadLog() {
    makeFirstVersion();
    RegistrySchema schema = new RegistrySchema(List.of(FIRST));
    try (Registry first = Registry.open(file(), schema, JournalMode.DELETE);
        Registry second = Registry.open(file(), schema, JournalMode.DELETE)) {
      first.write(sql -> sql.update("INSERT INTO things VALUES (2, 'two')"));
      second.write(sql -> sql.update("INSERT INTO things VALUES (3, 'three')"));
      assertThat(names(first)).containsExactly("one", "two", "three");
      assertThat(folder.toFile().list()).containsExactly("registry.db");
    }
  }

  @Test
  void aReaderCannotWrite() {
    makeFirstVersion();
    try (Registry registry = Registry.openForReading(file(), new RegistrySchema(List.of(FIRST)))) {
      assertThat(names(registry)).containsExactly("one");
      assertThatThrownBy(() -> registry.write(sql -> sql.update("DELETE FROM things")))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("read-only");
    }
  }
}
