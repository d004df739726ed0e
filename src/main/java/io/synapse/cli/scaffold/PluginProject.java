package io.synapse.cli.scaffold;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A plugin that runs as it is, with two jobs and a test, for its author to change. */
public sealed interface PluginProject permits PythonProject, JavaProject {

  /**
   * Writes the project.
   *
   * @param folder an empty folder
   * @return what was written for the author to see, relative to the folder
   */
  List<String> writeTo(Path folder) throws IOException;

  /** What has to be typed in the folder before the plugin runs. */
  Optional<String> buildCommand();

  /** What runs the plugin's test, typed in its folder. */
  String testCommand();

  /** What a plugin can be written in. */
  public enum PluginLanguage {
    python,
    java
  }
}
