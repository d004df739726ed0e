package io.synapse.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The folders in which programs are looked for: the variable {@code PATH}. */
final class ProgramPath {

  private static final Pattern PYTHON = Pattern.compile("python(3(\\.[0-9]+)?)?");

  private final List<Path> folders;

  /**
   * The folders that an environment names.
   *
   * @param environment the variables
   */
  ProgramPath(Map<String, String> environment) {
    this.folders =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder).toAbsolutePath())
            .toList();
  }

  /** The first program of a name. */
  Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(EnvironmentFolder::isProgram)
        .findFirst();
  }

  /** All programs of a name, each once. */
  List<Path> findAll(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(EnvironmentFolder::isProgram)
        .distinct()
        .toList();
  }

  /** The names under which Python can be started. */
  SortedSet<String> pythons() {
    SortedSet<String> names = new TreeSet<>();
    folders.forEach(folder -> collectPythons(folder, names));
    return names;
  }

  private static void collectPythons(Path folder, SortedSet<String> names) {
    try (var files = Files.newDirectoryStream(folder, "python*")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (PYTHON.matcher(name).matches() && EnvironmentFolder.isProgram(file)) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A PATH often has folders that are not there or closed to this user; others may do.
    }
  }
}
