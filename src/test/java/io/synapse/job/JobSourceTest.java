package io.synapse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.synapse.problem.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSourceTest {

  private static final InputStream NOTHING = InputStream.nullInputStream();

  @TempDir Path folder;

  @Test
  void anEmptyNameSaysSo() {
    assertThatThrownBy(() -> JobSource.of("", InputStream.nullInputStream()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the job file's name is empty; name a file, or - for standard input");
  }

  @Test
  void aDashIsStandardInputWithTheWorkingFolderAsItsBase() {
    byte[] content = "name: x".getBytes(StandardCharsets.UTF_8);
    JobSource source = JobSource.of("-", new ByteArrayInputStream(content));
    assertThat(source.displayName()).isEqualTo("<stdin>");
    assertThat(source.baseFolder()).isEqualTo(Path.of("").toAbsolutePath());
    assertThat(source.file()).isEmpty();
    assertThat(source.read()).isEqualTo(content);
  }

  @Test
  void aFileIsNamedAsTheUserNamedItAndItsFolderIsTheBase() throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "name: x");
    JobSource source = JobSource.of(folder + "/sub/../job.yaml", NOTHING);
    assertThat(source.displayName()).isEqualTo(folder + "/sub/../job.yaml");
    assertThat(source.baseFolder()).isEqualTo(folder);
    assertThat(source.file()).contains(file);
  }

  @Test
  void aMissingFileIsToldWithItsNearestNeighbour() throws IOException {
    Files.writeString(folder.resolve("train.yaml"), "");
    assertRefused(
        folder.resolve("trian.yaml"), "there is no such file; did you mean 'train.yaml'?");
    assertRefused(folder.resolve("other/job.yaml"), "there is no such file; there is no folder");
  }

  @Test
  void aFolderIsNoJobFile() {
    assertRefused(folder, "this is a folder; name the job file in it");
  }

  @Test
  void aFileThatMayNotBeReadIsToldSo() throws IOException {
    Path file = Files.writeString(folder.resolve("job.json"), "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    // The super-user may read everything but what the kernel makes for writing alone.
    Path denied = Files.isReadable(file) ? Path.of("/sys/bus/platform/drivers_probe") : file;
    assertRefused(denied, "you may not read this file; check its permissions");
  }

  @Test
  void aFileThatFailsWhileItIsReadIsToldWithTheReason() {
    Path failing = Path.of("/proc/self/mem");
    assumeThat(failing).as("a file whose reading fails").exists();
    assertRefused(failing, "the file cannot be read: ");
  }

  @Test
  void aHugeFileIsRefusedWithoutReadingIt() throws IOException {
    Path file = folder.resolve("huge.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100L << 20);
    }
    long before = System.nanoTime();
    assertRefused(file, "the job is larger than 10 MiB, the limit of a job file");
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
  }

  @Test
  void endlessStandardInputIsRefusedAtTheLimit() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) 'x');
            return length;
          }
        };
    assertThatThrownBy(() -> JobSource.of("-", endless).read())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("<stdin>: the job is larger than 10 MiB, the limit of a job file");
  }

  @Test
  void aNameThatIsNoPathIsRefused() {
    assertThatThrownBy(() -> JobSource.of("a\0b", NOTHING))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be a path");
  }

  @Test
  void aBinaryFileIsRefusedWithTheFileNamed() throws IOException {
    byte[] bytes = new byte[4096];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("model.bin"), bytes);
    assertThatThrownBy(() -> JobCorpus.READER.read(JobSource.file(file), List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ":1:")
        .message()
        .containsAnyOf("this is not a text file", "is not UTF-8");
  }

  @Test
  void aLargeFileWithinTheLimitIsReadWithoutTrouble() throws IOException {
    StringBuilder job =
        new StringBuilder("{\"name\": \"a\", \"dataset\": 1, \"hyperparameter\": {");
    for (int key = 0; job.length() < JobSource.MAX_BYTES / 4; key++) {
      job.append("\"key").append(key).append("\": [1, 2.5, \"text\", {}],\n");
    }
    Path file = Files.writeString(folder.resolve("large.json"), job + "\"z\": 1}}");
    assertThat(JobCorpus.READER.read(JobSource.file(file), List.of()).job().hyperparameter())
        .hasSizeGreaterThan(50_000)
        .containsKey("z");
  }

  private void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> JobSource.file(file).read())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(file + ": " + message);
  }
}
