package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonCodeTest {

  private static final Path SOURCES = Path.of("src", "main", "python");

  @TempDir Path cache;

  private PythonCode unpack() {
    return PythonCode.unpack(Map.of("XDG_CACHE_HOME", cache.toString()));
  }

  @Test
  void everySourceFileShips() throws IOException {
    assertThat(names(SOURCES)).containsExactlyInAnyOrderElementsOf(PythonCode.FILES);
  }

  @Test
  void itLiesInTheCacheInAFolderOfItsContent() throws IOException {
    Path worker = unpack().program(PythonCode.WORKER);

    Path folder = worker.getParent();
    assertThat(folder.getParent()).isEqualTo(cache.resolve("synapse/python"));
    assertThat(folder.getFileName().toString()).matches("[0-9a-f]{16}");
    assertThat(worker).hasSameTextualContentAs(SOURCES.resolve(PythonCode.WORKER));
    assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(PythonCode.FILES);
    assertThat(unpack().program(PythonCode.WORKER)).isEqualTo(worker);
  }

  @Test
  void aFileThatWasChangedOrLostIsWrittenAnewAndTheOthersAreLeft() throws IOException {
    Path worker = unpack().program(PythonCode.WORKER);
    Path kept = worker.resolveSibling("synapse_worker/run.py");
    Path lost = worker.resolveSibling("synapse_worker/values.py");
    var time = Files.getLastModifiedTime(kept);
    Files.writeString(worker, "raise SystemExit");
    Files.delete(lost);

    unpack();

    assertThat(worker).hasSameTextualContentAs(SOURCES.resolve(PythonCode.WORKER));
    assertThat(lost).exists();
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
  }

  @Test
  void withoutACacheThatCanBeWrittenItIsUnpackedElsewhere() throws IOException {
    Path noFolder = Files.createFile(cache.resolve("file"));

    Path worker =
        PythonCode.unpack(Map.of("XDG_CACHE_HOME", noFolder.toString())).program(PythonCode.WORKER);

    assertThat(worker).exists();
    assertThat(worker.startsWith(noFolder)).isFalse();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.contains("__pycache__"))
          .toList();
    }
  }
}
