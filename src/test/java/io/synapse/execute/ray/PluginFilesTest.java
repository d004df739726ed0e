package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.ray.BundleFiles.PluginFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginFilesTest {

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void makePlugin() throws IOException {
    folder = root.resolve("plugin");
    write("plugin.py");
    write("layers/dense.py");
  }

  @Test
  void whatLiesBesideAPluginBelongsToIt() throws IOException {
    write("labels.txt");

    assertThat(names(root.resolve("elsewhere")))
        .containsExactly("/labels.txt", "/layers/dense.py", "/plugin.py");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git/config",
        ".env",
        ".synapse/registry.db",
        "layers/.hidden.py",
        "layers/__pycache__/dense.pyc",
        "node_modules/a.js",
        "env/pyvenv.cfg",
        "conda/conda-meta/history",
        "runs/registry.db"
      })
  void whatIsHiddenOrOfOthersDoesNot(String name) throws IOException {
    write(name);

    assertThat(names(root.resolve("elsewhere"))).containsExactly("/layers/dense.py", "/plugin.py");
  }

  @Test
  void aWholeVirtualEnvironmentIsLeftOut() throws IOException {
    write("env/pyvenv.cfg");
    write("env/lib/python3.11/site-packages/torch/__init__.py");

    assertThat(names(root.resolve("elsewhere"))).containsExactly("/layers/dense.py", "/plugin.py");
  }

  @Test
  void theDataSetIsLeftOutWhateverTheWayToIt() throws IOException {
    write("data/images/1.png");
    Path link = Files.createSymbolicLink(root.resolve("link"), folder);

    assertThat(names(folder.resolve("data"))).containsExactly("/layers/dense.py", "/plugin.py");
    assertThat(names(link.resolve("data"))).containsExactly("/layers/dense.py", "/plugin.py");
    assertThat(names(link.resolve("data/images/1.png"))).hasSize(2);
  }

  @Test
  void aPluginInTheFolderOfItsDataGoesWithAllOfIt() throws IOException {
    write("1.png");

    assertThat(names(folder)).containsExactly("/1.png", "/layers/dense.py", "/plugin.py");
  }

  private Iterable<String> names(Path dataset) throws IOException {
    return BundleFiles.of(folder, new PluginFiles(dataset), Long.MAX_VALUE)
        .orElseThrow()
        .files()
        .keySet();
  }

  private void write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }
}
