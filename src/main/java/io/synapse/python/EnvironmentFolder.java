package io.synapse.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a virtual environment, of {@code venv} or of conda.
 *
 * @param path absolute
 */
record EnvironmentFolder(Path path) {

  private static final List<String> INTERPRETERS = List.of("bin/python3", "bin/python");

  /** So many links may point to each other before we take them for a circle. */
  private static final int MOST_LINKS = 40;

  /** The environment that an interpreter is of; conda's own installation, its base, is none. */
  static Optional<EnvironmentFolder> of(Path executable) {
    return Optional.ofNullable(executable.getParent())
        .map(Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("pyvenv.cfg")) || isOfConda(folder))
        .map(EnvironmentFolder::new);
  }

  private static boolean isOfConda(Path folder) {
    return Files.exists(folder.resolve("conda-meta")) && !Files.exists(folder.resolve("condabin"));
  }

  /** Its interpreter, if it can be started. */
  Optional<Path> interpreter() {
    return candidates().filter(EnvironmentFolder::isProgram).findFirst();
  }

  /** Why it has no interpreter that can be started, and what to do. */
  String problem() {
    Optional<Path> link = candidates().filter(Files::isSymbolicLink).findFirst();
    if (link.isPresent()) {
      return "%s leads to %s, which is not there; the environment was made with a Python that has been removed or replaced, so make it anew: python3 -m venv --clear %s"
          .formatted(link.get(), missingTarget(link.get()), path);
    }
    Optional<Path> file = candidates().filter(Files::exists).findFirst();
    return file.map(found -> found + " is no program that can be started; make it executable")
        .orElseGet(
            () ->
                "the folder %s is no virtual environment: it holds no bin/python3; make one there with: python3 -m venv --clear %s"
                    .formatted(path, path));
  }

  /** Whether a file can be started. */
  static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** The first file that a chain of links leads to and that is not there. */
  static Path missingTarget(Path link) {
    Path target = link;
    try {
      for (int links = 0; Files.isSymbolicLink(target) && links < MOST_LINKS; links++) {
        target = target.resolveSibling(Files.readSymbolicLink(target)).normalize();
      }
    } catch (IOException e) {
      return target;
    }
    return target;
  }

  private Stream<Path> candidates() {
    return INTERPRETERS.stream().map(path::resolve);
  }
}
