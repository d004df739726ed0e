package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One place that a plugin's classes come from: a jar or a folder of class files. */
sealed interface ClassPathEntry {

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

  /** The files in a folder of class files, such as {@code target/classes}. */
  record ClassFolder(Path path) implements ClassPathEntry {

    /** Where build tools put jars and classes, below a project's folder. */
    private static final List<String> BUILD_FOLDERS = List.of("", "target", "build/libs", "lib");

    private static final List<String> CLASS_FOLDERS =
        List.of("target/classes", "build/classes/java/main", "classes");

    static ClassFolder at(Path folder) {
      ClassFolder classes = new ClassFolder(folder);
      if (classes.classNames().stream().allMatch(ClassFolder::isBuildOutput)) {
        throw new InvalidInputException(
            "the plugin folder " + folder + " holds no class files of its own; " + remedy(folder));
      }
      return classes;
    }

    /** Whether a class lies there because the folder is a project's and not the classes' own. */
    private static boolean isBuildOutput(String className) {
      return className.startsWith("target.") || className.startsWith("build.");
    }

    private static String remedy(Path folder) {
      List<String> jars = BUILD_FOLDERS.stream().flatMap(name -> jarsIn(folder, name)).toList();
      if (!jars.isEmpty()) {
        return "give a jar in it: " + String.join(", ", jars);
      }
      return CLASS_FOLDERS.stream()
          .map(folder::resolve)
          .filter(Files::isDirectory)
          .findFirst()
          .map(found -> "did you mean " + found + "?")
          .orElse("build the plugin and give its jar or its folder of classes");
    }

    private static Stream<String> jarsIn(Path folder, String name) {
      Path place = folder.resolve(name);
      if (!Files.isDirectory(place)) {
        return Stream.empty();
      }
      try (Stream<Path> files = Files.list(place)) {
        return files
            .map(Path::toString)
            .filter(file -> file.endsWith(".jar"))
            .sorted()
            .toList()
            .stream();
      } catch (IOException e) {
        return Stream.empty();
      }
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
      Path file = path.resolve(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public List<String> names() throws IOException {
      try (Stream<Path> files = Files.walk(path)) {
        String separator = path.getFileSystem().getSeparator();
        return files
            .filter(Files::isRegularFile)
            .map(file -> path.relativize(file).toString().replace(separator, "/"))
            .sorted()
            .toList();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public String describe(String name) {
      return path.resolve(name).toString();
    }
  }

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
}
