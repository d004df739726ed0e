package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.ray.BundleFiles.BundleZip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleZipTest {

  @TempDir Path root;

  @Test
  void theSameContentIsTheSameBytes() throws IOException {
    Path one = folder("one", "a.py", "b.py", "c/d.py");
    Path other = folder("other", "c/d.py", "b.py", "a.py");
    Files.setLastModifiedTime(one.resolve("a.py"), FileTime.fromMillis(1_000_000_000_000L));

    assertThat(zip(one)).isEqualTo(zip(other)).isEqualTo(zip(one));
    Files.writeString(other.resolve("b.py"), "changed");
    assertThat(zip(one)).isNotEqualTo(zip(other));
  }

  @Test
  void everyFileIsThereUnderItsName() throws IOException {
    assertThat(content(zip(folder("one", "a.py", "c/모델.py"))))
        .containsExactly(
            Map.entry("text.py", "한글"),
            Map.entry("plugin/0/p/a.py", "a.py"),
            Map.entry("plugin/0/p/c/모델.py", "c/모델.py"));
  }

  @Test
  void programsStayPrograms() throws IOException {
    Path folder = folder("one", "plain.txt", "tool.sh");
    assertThat(folder.resolve("tool.sh").toFile().setExecutable(true)).isTrue();
    Path file = Files.write(root.resolve("bundle.zip"), zip(folder));

    assertThat(mode(file, "plugin/0/p/tool.sh")).isEqualTo(0100755);
    assertThat(mode(file, "plugin/0/p/plain.txt")).isEqualTo(0100644);
    assertThat(mode(file, "text.py")).isEqualTo(0100644);
  }

  private static int mode(Path file, String name) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      return zip.getEntry(name).getUnixMode();
    }
  }

  private static byte[] zip(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BundleZip zip = new BundleZip(bytes)) {
      zip.text("text.py", "한글".getBytes(StandardCharsets.UTF_8));
      zip.files("plugin/0/p", BundleFiles.allOf(folder, Long.MAX_VALUE).orElseThrow());
    }
    return bytes.toByteArray();
  }

  private static Map<String, String> content(byte[] zip) throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        content.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return content;
  }

  private Path folder(String folder, String... names) throws IOException {
    for (String name : names) {
      Path file = root.resolve(folder).resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    return root.resolve(folder);
  }
}
