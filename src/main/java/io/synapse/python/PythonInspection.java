package io.synapse.python;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a child process found out about a plugin and the Python that is to run it.
 *
 * @param interpreter the interpreter itself, where a script was named that starts one
 * @param version of Python, such as {@code 3.12.4}
 * @param packages what is installed, name to version
 * @param requirements the plugin's {@code requirements.txt}, if there is one
 * @param missing the lines of it that ask for what is not there; then the plugin was not imported
 * @param failure why the plugin cannot be imported
 * @param functions those of {@code train} and {@code tune} that the plugin has
 * @param problems what is wrong with them
 * @param pluginVersion its {@code __version__}
 * @param sources the files of its code
 */
public record PythonInspection(
    Path interpreter,
    String version,
    Map<String, String> packages,
    Optional<Path> requirements,
    List<String> missing,
    Optional<Failure> failure,
    List<String> functions,
    List<String> problems,
    Optional<String> pluginVersion,
    List<Path> sources) {

  /**
   * Why a plugin cannot be imported.
   *
   * @param line for a message
   * @param trace the whole traceback
   */
  public record Failure(String line, String trace) {}
}
