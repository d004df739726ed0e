package io.synapse.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.dataset.DatasetImport.ImportLimits;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an archive holds: a clear error, nothing written outside, nothing left over. */
class HostileArchiveTest {

  @TempDir Path parent;
  private Path store;
  private Path zip;
  private Path tar;

  @BeforeEach
  void anEmptyStore() throws IOException {
    store = Files.createDirectories(parent.resolve("deep/store"));
    zip = parent.resolve("set.zip");
    tar = parent.resolve("set.tar");
  }

  @AfterEach
  void nothingIsOutsideAndNothingLeft() throws IOException {
    assertThat(store).isEmptyDirectory();
    try (Stream<Path> files = Files.walk(parent)) {
      assertThat(files.filter(file -> file.endsWith("evil.txt"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "a/../../evil.txt",
        "/evil.txt",
        "C:\\evil.txt",
        "C:/evil.txt",
        "a/..",
        ".."
      })
  void aNameThatLeadsOutsideIsRefused(String name) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("good.txt", "good");
    entries.put(name, "evil");
    assertRefused(ArchiveFiles.zip(zip, entries), "holds '");
    assertRefused(ArchiveFiles.tar(tar, entries), "holds '");
  }

  @ParameterizedTest
  @CsvSource({
    "../../../etc/passwd, outside the archive",
    "/etc/passwd, outside the archive",
    "nothing.txt, which is no file in it",
    "folder, which is no file in it",
    "link.txt, which is no file in it",
  })
  void aLinkToAnythingButAFileOfTheArchiveIsRefused(String target, String message)
      throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("folder/file.txt", "x");
    entries.put("link.txt", ArchiveFiles.LINK + target);
    assertRefused(ArchiveFiles.zip(zip, entries), message);
    assertRefused(ArchiveFiles.tar(tar, entries), message);
  }

  @Test
  void aFileBehindALinkedFolderIsNotWrittenThroughTheLink() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("folder", ArchiveFiles.LINK + "real");
    entries.put("folder/evil.txt", "evil");
    entries.put("real/a.txt", "a");
    assertRefused(ArchiveFiles.zip(zip, entries), "which is no file in it");
    assertRefused(ArchiveFiles.tar(tar, entries), "which is no file in it");
  }

  @Test
  void hardLinksOfATarFollowTheSameRules() throws IOException {
    byte hardLink = TarConstants.LF_LINK;
    assertRefused(ArchiveFiles.tarWith(tar, "link", hardLink, "/etc/passwd"), "absolute name");
    assertRefused(ArchiveFiles.tarWith(tar, "link", hardLink, "../x"), "leads outside");
    assertRefused(ArchiveFiles.tarWith(tar, "link", hardLink, "gone"), "which is no file in it");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
  void devicesAndPipesOfATarAreRefused(byte kind) throws IOException {
    assertRefused(ArchiveFiles.tarWith(tar, "thing", kind, ""), "'thing', a device, pipe");
  }

  @Test
  void devicesOfAZipAreRefused() throws IOException {
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("thing");
      entry.setUnixMode(0020000 | UnixStat.DEFAULT_FILE_PERM);
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
    }
    assertRefused(zip, "'thing' is a device or pipe");
  }

  @Test
  void theSameNameTwiceIsRefused() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("a.txt", "1");
    entries.put("./a.txt", "2");
    assertRefused(ArchiveFiles.zip(zip, entries), "holds 'a.txt' twice");
    assertRefused(ArchiveFiles.tar(tar, entries), "holds 'a.txt' twice");
  }

  @Test
  void aFileThatIsAlsoAFolderIsRefused() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("a", "1");
    entries.put("a/b.txt", "2");
    assertRefused(ArchiveFiles.zip(zip, entries), "or as a file and a folder");
  }

  @Test
  void tooManyBytesOrEntriesAreRefusedWithTheLimit() throws IOException {
    Map<String, String> entries = Map.of("a.txt", "12345", "b.txt", "12345", "c.txt", "12345");
    ImportLimits fewBytes = new ImportLimits(12, 100, 100);
    ImportLimits fewEntries = new ImportLimits(100, 2, 100);
    for (Path archive :
        new Path[] {ArchiveFiles.zip(zip, entries), ArchiveFiles.tar(tar, entries)}) {
      assertRefused(archive, fewBytes, "at most 12 bytes are unpacked");
      assertRefused(archive, fewEntries, "at most 2 entries are unpacked");
    }
  }

  @Test
  void aBombIsRefusedByItsRatio() throws IOException {
    String zeros = "0".repeat((int) ImportLimits.RATIO_MINDED_FROM + 1);
    Path bomb = ArchiveFiles.zip(zip, Map.of("zeros.txt", zeros));
    assertRefused(bomb, "at most 200 times its size are unpacked");
    Path tarBomb = ArchiveFiles.tarGzip(parent.resolve("b.tgz"), Map.of("zeros.txt", zeros));
    assertRefused(tarBomb, "at most 200 times its size are unpacked");
  }

  @Test
  void whatDoesNotFitOnTheDiskIsRefusedBeforeItIsFull() throws IOException {
    ImportLimits limits = new ImportLimits(Long.MAX_VALUE, 10, 10);
    ImportQuota quota =
        ImportQuota.ofArchive(ArchiveFiles.zip(zip, Map.of("a", "a")), store, limits);
    long more = Files.getFileStore(store).getTotalSpace() + 1;
    assertThatThrownBy(() -> quota.announce(more))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("needs " + more + " bytes or more")
        .hasMessageContaining("use another store");
  }

  @Test
  void anEncryptedZipSaysSo() throws IOException {
    byte[] bytes = Files.readAllBytes(ArchiveFiles.zip(zip, Map.of("a.txt", "secret")));
    setEncryptedFlags(bytes);
    Files.write(zip, bytes);
    assertRefused(zip, "'a.txt' is encrypted; unpack the archive with its password");
  }

  @Test
  void damagedArchivesSaySo() throws IOException {
    byte[] goodZip = Files.readAllBytes(ArchiveFiles.zip(zip, Map.of("a.txt", Noise.text(2000))));
    byte[] flipped = goodZip.clone();
    flipped[flipped.length / 2] ^= 0x10;
    for (byte[] bytes :
        new byte[][] {new byte[0], new byte[100], Arrays.copyOf(goodZip, 40), flipped}) {
      Files.write(zip, bytes);
      assertRefused(zip, "damaged");
    }
    Path gzip = parent.resolve("set.tar.gz");
    byte[] good = Files.readAllBytes(ArchiveFiles.tarGzip(gzip, Map.of("a.txt", Noise.text(9999))));
    byte[] wrongChecksum = good.clone();
    wrongChecksum[good.length - 6] ^= 1;
    byte[] text = "this is no archive at all".repeat(99).getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes :
        new byte[][] {new byte[0], text, Arrays.copyOf(good, good.length / 2), wrongChecksum}) {
      Files.write(gzip, bytes);
      assertRefused(gzip, "damaged");
    }
    Files.write(tar, text);
    assertRefused(tar, "damaged");
  }

  @Test
  void anArchiveCutShortSaysSoAndWhatToDo() throws IOException {
    Path gzip = parent.resolve("set.tar.gz");
    ArchiveFiles.tarGzip(gzip, Map.of("a.txt", Noise.text(9999)));
    byte[] good = Files.readAllBytes(gzip);
    Files.write(gzip, Arrays.copyOf(good, good.length / 2));
    assertRefused(gzip, "damaged or of another kind: it ends too early; get it anew");
    Files.write(gzip, Arrays.copyOf(good, 5));
    assertRefused(gzip, "; get it anew");
  }

  @Test
  void aNameLongerThanAFileSystemTakesIsRefused() throws IOException {
    String longest = "가".repeat(85);
    Map<String, String> entries = Map.of("a/" + longest + "b/c.txt", "x");
    assertRefused(ArchiveFiles.zip(zip, entries), "…', a name longer than 255 bytes; rename it");
    assertRefused(ArchiveFiles.tar(tar, entries), "…', a name longer than 255 bytes; rename it");
  }

  @ParameterizedTest
  @CsvSource({"set.tar.xz, tar.xz", "SET.TBZ2, tbz2", "set.7z, 7z", "a.b.rar, rar"})
  void anArchiveThatIsNotUnpackedIsRefused(String name, String kind) throws IOException {
    Path archive = Files.writeString(parent.resolve(name), "packed");
    assertRefused(archive, kind + " isn't unpacked here; repack it as tar.gz or zip");
  }

  @Test
  void anArchiveWithoutFilesSaysSo() throws IOException {
    assertRefused(ArchiveFiles.zip(zip, Map.of("empty/", "")), "holds no files");
    assertRefused(ArchiveFiles.tar(tar, Map.of(".hidden", "x")), "holds no files");
    Files.write(tar, new byte[0]);
    assertRefused(tar, "holds no files");
  }

  /** Bit 0 of the general flags, in the local header and in the central directory. */
  private static void setEncryptedFlags(byte[] zip) {
    for (int i = 0; i + 9 < zip.length; i++) {
      boolean header = zip[i] == 'P' && zip[i + 1] == 'K';
      if (header && zip[i + 2] == 3 && zip[i + 3] == 4) {
        zip[i + 6] |= 1;
      } else if (header && zip[i + 2] == 1 && zip[i + 3] == 2) {
        zip[i + 8] |= 1;
      }
    }
  }

  private void assertRefused(Path archive, String message) {
    assertRefused(archive, ImportLimits.DEFAULT, message);
  }

  private void assertRefused(Path archive, ImportLimits limits, String message) {
    assertThatThrownBy(
            () -> DatasetImport.importTo(archive, store.resolve("7"), limits, ByteProgress.SILENT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(archive.getFileName().toString());
    assertThat(store).isEmptyDirectory();
  }
}
