package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files in a jar. It is opened for each look, and never stays open. */
record JarEntries(Path path) implements ClassPathEntry {

  static JarEntries at(Path jar) {
    if (!Files.isReadable(jar)) {
      throw new InvalidInputException(
          "the plugin file " + jar + " cannot be read: permission denied; give read permission");
    }
    try {
      new ZipFile(jar.toFile()).close();
      return new JarEntries(jar);
    } catch (IOException e) {
      throw new InvalidInputException(
          "the plugin file "
              + jar
              + " is no jar, or is damaged ("
              + e.getMessage()
              + "); build it anew, or give the folder of its classes");
    }
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null || entry.isDirectory()) {
        return Optional.empty();
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return Optional.of(in.readAllBytes());
      }
    }
  }

  @Override
  public List<String> names() throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .sorted()
          .toList();
    }
  }

  @Override
  public String describe(String name) {
    return path + "!/" + name;
  }
}
