package io.synapse.dataset;

import static io.synapse.dataset.SampleFiles.age;
import static io.synapse.dataset.SampleFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

  @TempDir Path parent;

  @Test
  void itIsTheDigestOfNamesAndDigestsInOrder() throws Exception {
    Path folder = parent.resolve("set");
    write(folder, "b/2.txt", "two");
    write(folder, "a/1.txt", "one");
    String listing = "a/1.txt\0" + sha256("one") + "\nb/2.txt\0" + sha256("two") + "\n";
    assertThat(fingerprint(folder)).isEqualTo(sha256(listing));
  }

  @Test
  void itDependsOnNamesAndContentsAlone() {
    Path first = parent.resolve("first");
    write(first, "train/1.txt", "one");
    write(first, "train/2.txt", "two");
    Path second = parent.resolve("second");
    age(write(second, "train/2.txt", "two"));
    age(write(second, "train/1.txt", "one"));
    write(second, ".DS_Store", "x");
    assertThat(fingerprint(second)).isEqualTo(fingerprint(first));
    write(second, "train/2.txt", "twO");
    assertThat(fingerprint(second)).isNotEqualTo(fingerprint(first));
    write(second, "train/2.txt", "two");
    write(second, "train/3.txt", "");
    assertThat(fingerprint(second)).isNotEqualTo(fingerprint(first));
  }

  @Test
  void aSingleFileHasOneToo() throws Exception {
    Path file = write(parent, "digits.csv", "1,2");
    assertThat(fingerprint(file)).isEqualTo(sha256("digits.csv\0" + sha256("1,2") + "\n"));
  }

  @Test
  void progressRisesToTheTotal() throws IOException {
    Path file = parent.resolve("big.bin");
    int size = 5 << 20;
    Files.write(file, new byte[size]);
    List<Long> told = new ArrayList<>();
    Fingerprint.of(
        DatasetReader.read(file),
        FingerprintCache.NONE,
        (current, total) -> {
          assertThat(total).isEqualTo(size);
          told.add(current);
        });
    assertThat(told).isSorted().hasSizeGreaterThan(3).endsWith((long) size);
  }

  @Test
  void aFileThatIsGoneIsToldByName() throws IOException {
    Path folder = parent.resolve("set");
    Path file = write(folder, "train/1.txt", "one");
    DatasetContent content = DatasetReader.read(folder);
    Files.delete(file);
    assertThatThrownBy(() -> Fingerprint.of(content, FingerprintCache.NONE, ByteProgress.SILENT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("train/1.txt has gone");
  }

  @Test
  void aFileThatGrowsWhileItIsReadIsAnError() throws IOException {
    Path file = parent.resolve("growing.bin");
    Files.write(file, new byte[3 << 20]);
    DatasetContent content = DatasetReader.read(file);
    ByteProgress grow =
        (current, total) -> {
          try {
            Files.write(file, new byte[10], StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };
    assertThatThrownBy(() -> Fingerprint.of(content, FingerprintCache.NONE, grow))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("growing.bin")
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void anInterruptEndsTheReading() {
    Path file = write(parent, "a.txt", "a");
    DatasetContent content = DatasetReader.read(file);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Fingerprint.of(content, FingerprintCache.NONE, ByteProgress.SILENT))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static String fingerprint(Path path) {
    return Fingerprint.of(DatasetReader.read(path), FingerprintCache.NONE, ByteProgress.SILENT);
  }

  private static String sha256(String text) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
