package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Where a plugin in Python is.
 *
 * @param path its file, absolute
 */
public record PythonPluginFile(Path path) {

  private static final String ENDING = ".py";
  private static final String IN_FOLDER = "plugin.py";

  /**
   * The file that a path names: itself when it ends with {@code .py}, or the {@code plugin.py} in
   * the folder that it is.
   *
   * @return empty when the path means no plugin in Python
   * @throws InvalidInputException when it names a Python file that is not there
   */
  public static Optional<PythonPluginFile> at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return inFolder(absolute);
    }
    if (!absolute.toString().endsWith(ENDING)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(absolute)) {
      throw new InvalidInputException(
          "the plugin file " + absolute + " is not there; check the path");
    }
    return Optional.of(new PythonPluginFile(absolute));
  }

  private static Optional<PythonPluginFile> inFolder(Path folder) {
    Path file = folder.resolve(IN_FOLDER);
    if (Files.isRegularFile(file)) {
      return Optional.of(new PythonPluginFile(file));
    }
    boolean ofClasses = Files.exists(folder.resolve("META-INF"));
    Optional<Path> other = ofClasses ? Optional.empty() : anyIn(folder);
    if (other.isPresent()) {
      throw new InvalidInputException(
          "the folder %s holds Python files and no %s; name the plugin's file, such as %s"
              .formatted(folder, IN_FOLDER, other.get()));
    }
    return Optional.empty();
  }

  private static Optional<Path> anyIn(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      return StreamSupport.stream(files.spliterator(), false).sorted().findFirst();
    } catch (IOException e) {
      // Whoever looks for classes there says what is wrong.
      return Optional.empty();
    }
  }

  /** The file's name without its ending. */
  public String name() {
    String file = path.getFileName().toString();
    return file.substring(0, file.length() - ENDING.length());
  }

  /**
   * Refuses a name that is not its own: a file is one plugin.
   *
   * @param chosen what the job or the command line says after {@code #}
   */
  public void check(Optional<String> chosen) {
    chosen
        .filter(name -> !name.equals(name()))
        .ifPresent(
            name -> {
              throw new InvalidInputException(
                  "%s is one plugin, '%s', and holds no '%s'; leave out #%s"
                      .formatted(path, name(), name, name));
            });
  }
}
