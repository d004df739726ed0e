package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
