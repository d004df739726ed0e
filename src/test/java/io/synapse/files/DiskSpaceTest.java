package io.synapse.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.OperationFailedException;
import io.synapse.testing.TinyDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSpaceTest {

  @TempDir Path folder;

  @Test
  void aPathThatIsNotThereYetIsOnTheDiskOfItsNearestFolder() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 4)) {
      Path missing = disk.folder().resolve("a/b/c");
      assertThat(DiskSpace.usable(missing)).isEqualTo(4 << 20);
      Files.write(disk.folder().resolve("file"), new byte[1 << 20]);
      assertThat(DiskSpace.usable(missing)).isEqualTo(3 << 20);
    }
  }

  @Test
  void whatDoesNotFitIsAnErrorWithBothSizes() {
    assertThatThrownBy(() -> DiskSpace.require("the model", Long.MAX_VALUE / 2, folder))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageMatching(
            "the model needs 4611686\\.0 TB, and the disk of .* has [0-9.]+ [kMGT]?B left; .*");
    assertThatCode(() -> DiskSpace.require("the model", 1, folder)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "1234567, 1.2 MB",
    "5000000000, 5.0 GB"
  })
  void sizesAreForPeople(long bytes, String text) {
    assertThat(DiskSpace.text(bytes)).isEqualTo(text);
  }
}
