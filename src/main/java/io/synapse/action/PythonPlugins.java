package io.synapse.action;

import io.synapse.plugin.PythonPlugin;
import io.synapse.plugin.PythonPluginFile;
import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter;
import io.synapse.python.InterpreterSearch;
import io.synapse.python.PythonCode;
import io.synapse.python.PythonInspection;
import io.synapse.python.PythonInspector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds plugins in Python and what they need. */
final class PythonPlugins {

  private final Map<String, String> environment;

  PythonPlugins(Map<String, String> environment) {
    this.environment = environment;
  }

  PythonPlugin plugin(PythonPluginFile file, List<Path> further) {
    Interpreter interpreter =
        new InterpreterSearch(environment).find(Optional.empty(), file.path().getParent());
    List<Path> classPath = new ArrayList<>(List.of(file.path()));
    classPath.addAll(further);
    PythonInspection found =
        new PythonInspector(PythonCode.unpack(environment))
            .inspect(interpreter.executable(), classPath);
    if (!found.missing().isEmpty()) {
      throw new InvalidInputException(
          "%s asks for what is not installed: %s"
              .formatted(found.requirements().orElseThrow(), String.join(", ", found.missing())));
    }
    return PythonPlugin.of(file, classPath, found);
  }
}
