package io.synapse.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.OperationFailedException;
import io.synapse.testing.TinyDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void writesTextAndMakesTheFoldersOnTheWay() throws Exception {
    Path file = folder.resolve("a/b/results.json");
    AtomicFile.write(file, "{\"name\": \"한국어\"}");
    assertThat(file).content().isEqualTo("{\"name\": \"한국어\"}");
    assertThat(file.getParent().toFile().list()).containsExactly("results.json");
  }

  @Test
  void replacesAnOlderFile() {
    Path file = folder.resolve("results.json");
    AtomicFile.write(file, "a longer, older text");
    AtomicFile.write(file, "new");
    assertThat(file).content().isEqualTo("new");
  }

  @Test
  void aFolderInItsPlaceIsAClearErrorAndLeavesNothing() throws Exception {
    Path file = folder.resolve("results.json");
    Files.createDirectories(file.resolve("inside"));
    assertThatThrownBy(() -> AtomicFile.write(file, "new"))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining(file.toString());
    assertThat(folder.toFile().list()).containsExactly("results.json");
  }

  @Test
  void aFileWhereAFolderHasToBeIsAClearError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> AtomicFile.write(file.resolve("results.json"), "new"))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("cannot write a file at " + file)
        .hasMessageContaining("name another path");
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNothingElse() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 1)) {
      Path file = disk.folder().resolve("results.json");
      AtomicFile.write(file, "old");
      assertThatThrownBy(() -> AtomicFile.write(file, new byte[2 << 20]))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("the disk is full; free some space");
      assertThat(file).content().isEqualTo("old");
      assertThat(disk.folder().toFile().list()).containsExactly("results.json");
    }
  }
}
