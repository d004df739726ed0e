package io.synapse.dataset;

import static io.synapse.dataset.SampleFiles.age;
import static io.synapse.dataset.SampleFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file's content is exchanged behind its size and time: a fingerprint that stays the same shows
 * that the digest was remembered, one that changes shows that the file was read.
 */
class FingerprintCacheTest {

  @TempDir Path parent;
  private Path folder;
  private Path file;
  private Path cacheFile;

  @BeforeEach
  void aDataSet() throws IOException {
    folder = parent.resolve("set");
    age(write(folder, "train/0.txt", "zero"));
    file = write(folder, "train/a\nb\\n.txt", "one");
    age(file);
    age(write(folder, "train/z.txt", "last"));
    cacheFile = Files.createDirectories(parent.resolve("store")).resolve("fingerprints");
  }

  @Test
  void unchangedFilesAreNotReadAgain() {
    String before = fingerprint();
    exchangeContent();
    assertThat(fingerprint()).isEqualTo(before);
    assertThat(Fingerprint.of(content(), FingerprintCache.NONE, ByteProgress.SILENT))
        .isNotEqualTo(before);
  }

  @Test
  void aChangedSizeIsSeen() {
    String before = fingerprint();
    write(folder, "train/0.txt", "longer");
    age(folder.resolve("train/0.txt"));
    assertThat(fingerprint()).isNotEqualTo(before);
  }

  @Test
  void aChangedTimeIsSeen() {
    String before = fingerprint();
    write(folder, "train/a\nb\\n.txt", "two");
    assertThat(fingerprint()).isNotEqualTo(before);
  }

  @Test
  void addedAndRemovedFilesAreSeen() throws IOException {
    String before = fingerprint();
    Path added = write(folder, "train/m.txt", "new");
    age(added);
    assertThat(fingerprint()).isNotEqualTo(before);
    Files.delete(added);
    assertThat(fingerprint()).isEqualTo(before);
    exchangeContent();
    assertThat(fingerprint()).isEqualTo(before);
  }

  @Test
  void aFileWrittenJustNowIsNotRemembered() {
    write(folder, "train/new.txt", "new");
    fingerprint();
    assertThat(cacheFile).content().contains("train/0.txt").doesNotContain("train/new.txt");
  }

  @Test
  void aDamagedCacheIsIgnoredAndRebuilt() throws IOException {
    String before = fingerprint();
    String good = Files.readString(cacheFile);
    for (String damaged :
        new String[] {"", "rubbish", good.substring(0, 60), good.replace(" 3 ", " x "), "\0\1"}) {
      Files.writeString(cacheFile, damaged);
      assertThat(fingerprint()).isEqualTo(before);
      assertThat(cacheFile).hasContent(good);
    }
  }

  @Test
  void theCacheOfAnotherDataSetIsIgnored() {
    Path other = parent.resolve("other");
    age(write(other, "train/0.txt", "ZERO"));
    String expected =
        Fingerprint.of(DatasetReader.read(other), FingerprintCache.NONE, ByteProgress.SILENT);
    fingerprint();
    FingerprintCache cache = FingerprintCache.at(cacheFile);
    assertThat(Fingerprint.of(DatasetReader.read(other), cache, ByteProgress.SILENT))
        .isEqualTo(expected);
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoError() {
    FingerprintCache cache = FingerprintCache.at(parent.resolve("no/such/folder/cache"));
    assertThat(Fingerprint.of(content(), cache, ByteProgress.SILENT)).isEqualTo(fingerprint());
  }

  @Test
  void nothingIsLeftBesideTheCache() throws IOException {
    fingerprint();
    fingerprint();
    try (Stream<Path> files = Files.list(cacheFile.getParent())) {
      assertThat(files).containsExactly(cacheFile);
    }
  }

  private void exchangeContent() {
    age(write(folder, "train/a\nb\\n.txt", "two"));
  }

  private DatasetContent content() {
    return DatasetReader.read(folder);
  }

  private String fingerprint() {
    return Fingerprint.of(content(), FingerprintCache.at(cacheFile), ByteProgress.SILENT);
  }
}
