package io.synapse.cli.scaffold;

import io.synapse.api.TrainPlugin;
import io.synapse.files.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of {@code io.synapse.api} as a jar in a Maven repository of its own, so that a plugin
 * compiles without an installed synapse.
 *
 * <p>The version ends in a digest of the classes: Maven never looks again for a version that it has
 * seen once, whatever the project's own repository holds by then.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ApiLibrary(String version, byte[] jar) {

  private static final String PACKAGE = "io/synapse/api";
  private static final String ARTIFACT = "synapse-api";
  private static final int DIGEST_LENGTH = 8;

  /** The same classes give the same bytes. */
  private static final long ANY_TIME = 0;

  private static final String POM =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>io.synapse</groupId>
        <artifactId>%s</artifactId>
        <version>%s</version>
      </project>
      """;

  /**
   * The API that this program offers to plugins.
   *
   * @param version synapse's version
   */
  static ApiLibrary ofThisProgram(String version) throws IOException {
    byte[] jar = pack();
    return new ApiLibrary(version + "-" + Sha256.of(jar).substring(0, DIGEST_LENGTH), jar);
  }

  /**
   * Writes the repository.
   *
   * @param folder its root; made when it is missing
   * @return the jar in it
   */
  Path writeTo(Path folder) throws IOException {
    Path place = folder.resolve("io/synapse").resolve(ARTIFACT).resolve(version);
    Files.createDirectories(place);
    String name = ARTIFACT + "-" + version;
    Files.writeString(place.resolve(name + ".pom"), POM.formatted(ARTIFACT, version));
    return Files.write(place.resolve(name + ".jar"), jar);
  }

  private static byte[] pack() throws IOException {
    Path program = program();
    if (Files.isDirectory(program)) {
      return pack(program);
    }
    try (FileSystem jar = FileSystems.newFileSystem(program)) {
      return pack(jar.getPath("/"));
    }
  }

  /** The jar or folder of classes that this program runs from. */
  private static Path program() {
    try {
      URI place = TrainPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(place);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("class loaders give well-formed URLs", e);
    }
  }

  private static byte[] pack(Path root) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (Path file : classes(root.resolve(PACKAGE))) {
        JarEntry entry = new JarEntry(PACKAGE + "/" + file.getFileName());
        entry.setTime(ANY_TIME);
        jar.putNextEntry(entry);
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static List<Path> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }
}
