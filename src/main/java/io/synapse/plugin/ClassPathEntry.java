package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One place that a plugin's classes come from: a jar or a folder of class files. */
sealed interface ClassPathEntry permits JarEntries, ClassFolder {

  /**
   * The entry at a path.
   *
   * @throws InvalidInputException when there is no jar and no folder of classes
   */
  static ClassPathEntry at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return ClassFolder.at(absolute);
    }
    if (!Files.exists(absolute)) {
      throw new InvalidInputException(
          "the plugin file " + absolute + " is not there; check the path, or build the plugin");
    }
    return JarEntries.at(absolute);
  }

  /** The jar or folder, absolute. */
  Path path();

  /** The content of a file in it, such as {@code META-INF/MANIFEST.MF}; empty when not there. */
  Optional<byte[]> read(String name) throws IOException;

  /** The files in it, relative with {@code /}, sorted. */
  List<String> names() throws IOException;

  /** How a message names a file in it. */
  String describe(String name);

  /** For the class loader. */
  default URL url() {
    try {
      return path().toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path that is no URL: " + path(), e);
    }
  }

  /** {@link #read}, with an input error told as a damaged file. */
  default Optional<byte[]> content(String name) {
    try {
      return read(name);
    } catch (IOException e) {
      throw new InvalidInputException(
          describe(name) + " cannot be read: " + e.getMessage() + "; build the plugin anew");
    }
  }

  /** The classes in it by their binary names, sorted. */
  default List<String> classNames() {
    try {
      return names().stream()
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    } catch (IOException e) {
      throw new InvalidInputException(path() + " cannot be read: " + e.getMessage());
    }
  }
}
