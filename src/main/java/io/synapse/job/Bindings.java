package io.synapse.job;

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

    @Override
    public String toString() {
      return path + name.map(chosen -> "#" + chosen).orElse("");
    }
  }
}
