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
 * @param datasets data-set id to an absolute path of a folder or file
 */
public record Bindings(Optional<PluginReference> plugin, Map<Integer, Path> datasets) {

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
}
