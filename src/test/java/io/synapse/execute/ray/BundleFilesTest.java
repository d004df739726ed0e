package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFilesTest {

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("plugin"));
  }

  @Test
  void aFilesNameHasNothingBehindThatOfThePlace() throws IOException {
    Path file = write(root.resolve("one.py"), "123");

    BundleFiles found = files(file);

    assertThat(found.files()).containsExactly(Map.entry("", file));
    assertThat(found.bytes()).isEqualTo(3);
  }

  @Test
  void aFoldersFilesAreInTheOrderOfTheirNames() throws IOException {
    for (String name : new String[] {"b.py", "z/y.py", "a.py", "z/a/b.py", "모델.py"}) {
      write(folder.resolve(name), name);
    }
    Files.createDirectory(folder.resolve("empty"));

    assertThat(files(folder).files().keySet())
        .containsExactly("/a.py", "/b.py", "/z/a/b.py", "/z/y.py", "/모델.py");
  }

  @Test
  void linksAreWhatTheyMean() throws IOException {
    Path elsewhere = write(root.resolve("elsewhere/inner.py"), "12345");
    Files.createSymbolicLink(folder.resolve("file.py"), elsewhere);
    Files.createSymbolicLink(folder.resolve("folder"), elsewhere.getParent());

    BundleFiles found = files(folder);

    assertThat(found.files().keySet()).containsExactly("/file.py", "/folder/inner.py");
    assertThat(found.bytes()).isEqualTo(10);
  }

  @Test
  void linksThatLeadNowhereOrBackAreLeftOut() throws IOException {
    write(folder.resolve("inner/plugin.py"), "x");
    Files.createSymbolicLink(folder.resolve("gone"), root.resolve("nothing"));
    Files.createSymbolicLink(folder.resolve("inner/self"), folder);

    assertThat(files(folder).files().keySet()).containsExactly("/inner/plugin.py");
  }

  @Test
  void aFolderBehindALinkIsOne() throws IOException {
    write(folder.resolve("plugin.py"), "x");
    Path link = Files.createSymbolicLink(root.resolve("link"), folder);

    assertThat(files(link).files().keySet()).containsExactly("/plugin.py");
  }

  @Test
  void whatIsNotWantedIsNotLookedInto() throws IOException {
    write(folder.resolve("plugin.py"), "x");
    write(folder.resolve("large/data.bin"), "1234567890");

    BundleFiles found = BundleFiles.of(folder, path -> !path.endsWith("large"), 5).orElseThrow();

    assertThat(found.files().keySet()).containsExactly("/plugin.py");
  }

  @Test
  void thereIsNoneOfWhatIsTooLarge() throws IOException {
    write(folder.resolve("a"), "123");
    write(folder.resolve("b"), "45");

    assertThat(BundleFiles.allOf(folder, 5)).isPresent();
    assertThat(BundleFiles.allOf(folder, 4)).isEmpty();
    assertThat(BundleFiles.allOf(folder.resolve("a"), 2)).isEmpty();
  }

  private static BundleFiles files(Path place) throws IOException {
    return BundleFiles.allOf(place, Long.MAX_VALUE).orElseThrow();
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
