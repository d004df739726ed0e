package io.synapse.action.prepare;

import io.synapse.action.prepare.PythonChoice.ChosenPython;
import io.synapse.action.prepare.PythonChoice.ChosenPython.Installation;
import io.synapse.job.Bindings;
import io.synapse.plugin.PythonPlugin;
import io.synapse.plugin.PythonPluginFile;
import io.synapse.problem.InvalidInputException;
import io.synapse.python.PythonCode;
import io.synapse.python.PythonInspector;
import io.synapse.python.PythonInspector.PythonInspection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds plugins in Python with the interpreter and the packages that they need. */
public final class PythonPlugins {

  private final PythonChoice choice;
  private final Supplier<PythonCode> code;

  /**
   * The plugins.
   *
   * @param choice chooses their interpreters
   * @param variables the environment of this process
   */
  public PythonPlugins(PythonChoice choice, Map<String, String> variables) {
    this.choice = choice;
    this.code = () -> PythonCode.unpack(variables);
  }

  /**
   * A plugin and its interpreter.
   *
   * @param python what a run with the plugin keeps to
   */
  public record FoundPlugin(PythonPlugin plugin, ChosenPython python) {}

  /**
   * Looks into a plugin.
   *
   * @param options what the user says
   * @param bindings what the job names
   * @throws InvalidInputException when its interpreter or its packages are not there, or it cannot
   *     be used
   */
  public FoundPlugin find(PythonPluginFile file, RunOptions options, Bindings bindings) {
    List<Path> classPath = new ArrayList<>(List.of(file.path()));
    classPath.addAll(options.classPath());
    Path folder = file.path().getParent();
    InspectedPython looked = look(choice.choose(options, bindings, folder), classPath);
    if (looked.lacks() && looked.chosen().installation() == Installation.NONE) {
      Optional<ChosenPython> earlier = choice.installedEarlier(looked.chosen().base(), folder);
      looked = earlier.isPresent() ? look(earlier.get(), classPath) : looked;
    }
    if (looked.lacks() && looked.chosen().installation() != Installation.TO_COME) {
      throw missing(looked.found(), looked.chosen());
    }
    ChosenPython chosen = looked.chosen();
    return new FoundPlugin(
        PythonPlugin.of(file, classPath, chosen.interpreter(), looked.found()), chosen);
  }

  /** What an interpreter says of the plugin. */
  private record InspectedPython(ChosenPython chosen, PythonInspection found) {
    boolean lacks() {
      return !found.missing().isEmpty();
    }
  }

  private InspectedPython look(ChosenPython chosen, List<Path> classPath) {
    return new InspectedPython(
        chosen,
        new PythonInspector(code.get()).inspect(chosen.interpreter().executable(), classPath));
  }

  private static InvalidInputException missing(PythonInspection found, ChosenPython chosen) {
    Path requirements = found.requirements().orElseThrow();
    return new InvalidInputException(
        "%s asks for what Python %s in %s does not have: %s; install it with '%s -m pip install -r %s', or give --install, which makes an environment for this plugin in the store"
            .formatted(
                requirements,
                found.version(),
                chosen.interpreter(),
                String.join(", ", found.missing()),
                found.interpreter(),
                requirements));
  }
}
