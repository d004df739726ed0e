package io.synapse.plugin;

import io.synapse.files.Sha256;
import io.synapse.plugin.ClassPathEntry.JarEntries;
import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over the content of a class path, in its order. */
final class ClassPathDigest {

  private static final int BUFFER_BYTES = 1 << 16;

  private final MessageDigest digest = Sha256.start();

  static String of(List<ClassPathEntry> entries) {
    ClassPathDigest digest = new ClassPathDigest();
    for (ClassPathEntry entry : entries) {
      try {
        digest.add(entry);
      } catch (IOException e) {
        throw new InvalidInputException(
            "the plugin's "
                + entry.path()
                + " cannot be read: "
                + e.getMessage()
                + "; was it removed or rebuilt meanwhile?");
      }
    }
    return HexFormat.of().formatHex(digest.digest.digest());
  }

  private void add(ClassPathEntry entry) throws IOException {
    if (entry instanceof JarEntries jar) {
      addFile("", jar.path());
    } else {
      for (String name : entry.names()) {
        addFile(name, entry.path().resolve(name));
      }
    }
  }

  private void addFile(String name, Path file) throws IOException {
    digest.update((name + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }
}
