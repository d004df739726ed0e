package io.synapse.cli.scaffold;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plugin in Python, which needs nothing but Python's standard library.
 *
 * @param name the plugin's name
 */
public record PythonProject(PluginName name) implements PluginProject {

  private static final List<String> FILES =
      List.of(
          "README.md",
          "plugin.py",
          "hyperparameters.schema.json",
          "train.json",
          "tune.json",
          "data/points.csv",
          "test_plugin.py",
          ".gitignore");

  @Override
  public List<String> writeTo(Path folder) throws IOException {
    ProjectTemplates templates = new ProjectTemplates("python", Map.of("NAME", name.text()));
    List<String> written = new ArrayList<>();
    for (String file : FILES) {
      written.add(templates.write(file, folder));
    }
    return written;
  }

  @Override
  public Optional<String> buildCommand() {
    return Optional.empty();
  }

  @Override
  public String testCommand() {
    return "python3 -m unittest";
  }
}
