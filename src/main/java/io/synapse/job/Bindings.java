package io.synapse.job;

import io.synapse.problem.BlankText;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the job's numbers and names mean on this machine: from the job file itself and from a {@code
 * synapse.yaml} in its folder or one above.
 *
 * @param plugin the plugin
 * @param python the interpreter for a plugin in Python
 * @param datasets data-set id to an absolute path of a folder or file
 * @param tracking where runs are shown, when it says
 */
public record Bindings(
    Optional<PluginReference> plugin,
    Optional<PythonReference> python,
    Map<Integer, Path> datasets,
    Optional<Tracking> tracking) {

  /** Nothing said. */
  public static final Bindings NONE =
      new Bindings(Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

  /**
   * A plugin as a job file or the command line names it: {@code file.jar#Name}.
   *
   * @param path absolute path to the jar, or the folder of classes
   * @param name which of its plugins, when it says
   */
  public record PluginReference(Path path, Optional<String> name) {

    /**
     * Reads {@code PATH} or {@code PATH#NAME}; a file that is there under the whole text is a path.
     *
     * @param folder where a relative path starts from
     * @throws InvalidInputException when there is no path or no name after the {@code #}
     */
    public static PluginReference parse(String written, Path folder) {
      try {
        boolean whole = !BlankText.isBlank(written) && Files.exists(folder.resolve(written));
        return split(written, whole ? -1 : written.lastIndexOf('#'), folder);
      } catch (InvalidPathException e) {
        throw new InvalidInputException("this cannot be a path: " + e.getReason());
      }
    }

    private static PluginReference split(String written, int mark, Path folder) {
      String path = mark < 0 ? written : written.substring(0, mark);
      Optional<String> name =
          mark < 0 ? Optional.empty() : Optional.of(written.substring(mark + 1));
      if (BlankText.isBlank(path) || name.filter(BlankText::isBlank).isPresent()) {
        throw new InvalidInputException(
            "a plugin is PATH or PATH#NAME, such as build/plugin.jar#Name, and this is '"
                + written
                + "'");
      }
      return new PluginReference(folder.resolve(path).toAbsolutePath().normalize(), name);
    }

    @Override
    public String toString() {
      return path + name.map(chosen -> "#" + chosen).orElse("");
    }
  }

  /**
   * A Python interpreter as a job file or the command line names it.
   *
   * @param written the path of a program or of a virtual environment's folder, or a program's name
   * @param path the absolute path that this is, if it is one
   */
  public record PythonReference(String written, Path path) {

    /**
     * Reads what is written.
     *
     * @param folder where a relative path starts from
     * @throws InvalidInputException when it is blank or cannot be a path
     */
    public static PythonReference parse(String written, Path folder) {
      if (BlankText.isBlank(written)) {
        throw new InvalidInputException(
            "python is the path of an interpreter or of a virtual environment, or a program's name"
                + " such as python3.11, and this is blank");
      }
      try {
        return new PythonReference(written, folder.resolve(written).toAbsolutePath().normalize());
      } catch (InvalidPathException e) {
        throw new InvalidInputException("this cannot be a path: " + e.getReason());
      }
    }

    /**
     * The program to look for on the PATH: a name without a folder, unless there is a file or an
     * environment of that name.
     */
    public Optional<String> program() {
      boolean isThere = Files.isRegularFile(path) || Files.exists(path.resolve("bin"));
      return written.contains("/") || isThere ? Optional.empty() : Optional.of(written);
    }

    /** The program's name, or the absolute path: what means the same everywhere. */
    @Override
    public String toString() {
      return program().orElse(path.toString());
    }
  }
}
