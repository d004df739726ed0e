package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.execute.ray.RayBundle.DatasetFootprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFootprintTest {

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = root.resolve("data");
    Files.createDirectories(folder.resolve("train/empty"));
    Files.writeString(folder.resolve("a.csv"), "12345");
    Files.writeString(folder.resolve("train/.hidden"), "12");
  }

  @Test
  void aFolderIsAllFilesInIt() throws IOException {
    assertThat(DatasetFootprint.of(folder)).isEqualTo(new DatasetFootprint(2, 7));
  }

  @Test
  void aFileIsItself() throws IOException {
    assertThat(DatasetFootprint.of(folder.resolve("a.csv"))).isEqualTo(new DatasetFootprint(1, 5));
  }

  @Test
  void aPlaceBehindALinkIsWhatTheLinkMeans() throws IOException {
    Path toFolder = Files.createSymbolicLink(root.resolve("folder"), folder);
    Path toFile = Files.createSymbolicLink(root.resolve("file"), folder.resolve("a.csv"));

    assertThat(DatasetFootprint.of(toFolder)).isEqualTo(new DatasetFootprint(2, 7));
    assertThat(DatasetFootprint.of(toFile)).isEqualTo(new DatasetFootprint(1, 5));
  }

  @Test
  void inAFolderLinksToFilesCountAndOthersDoNot() throws IOException {
    Files.createSymbolicLink(folder.resolve("again.csv"), folder.resolve("a.csv"));
    Files.createSymbolicLink(folder.resolve("again"), folder.resolve("train"));
    Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("nothing"));

    assertThat(DatasetFootprint.of(folder)).isEqualTo(new DatasetFootprint(3, 12));
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThatThrownBy(() -> DatasetFootprint.of(root.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
