package io.synapse.action.prepare;

import io.synapse.action.prepare.PythonChoice.ChosenPython.Installation;
import io.synapse.action.prepare.RunOptions.PythonRequirements;
import io.synapse.job.Bindings;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.python.Environments;
import io.synapse.python.Interpreter;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.Interpreter.NamedInterpreter;
import io.synapse.python.InterpreterSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Chooses the interpreter of a plugin in Python. What was installed for the plugin once is used
 * from then on, unless the interpreter is of an environment that somebody made for it on purpose.
 */
public final class PythonChoice {

  /** Beside a plugin: what it needs, as pip reads it. */
  public static final String REQUIREMENTS = "requirements.txt";

  private final InterpreterSearch search;
  private final Optional<Environments> environments;
  private final Optional<Consumer<String>> progress;

  private PythonChoice(
      InterpreterSearch search,
      Optional<Environments> environments,
      Optional<Consumer<String>> progress) {
    this.search = search;
    this.environments = environments;
    this.progress = progress;
  }

  /**
   * A choice that installs packages where that is requested.
   *
   * @param search finds interpreters
   * @param variables the environment of this process
   * @param folder the store's folder of environments
   * @param progress receives short lines while something is installed
   */
  public static PythonChoice installing(
      InterpreterSearch search,
      Map<String, String> variables,
      Path folder,
      Consumer<String> progress) {
    return new PythonChoice(
        search, Optional.of(new Environments(folder, variables)), Optional.of(progress));
  }

  /**
   * A choice that writes nothing and says what would be installed.
   *
   * @param search finds interpreters
   * @param variables the environment of this process
   * @param folder the store's folder of environments; empty while there is no store
   */
  public static PythonChoice rehearsing(
      InterpreterSearch search, Map<String, String> variables, Optional<Path> folder) {
    return new PythonChoice(
        search, folder.map(place -> new Environments(place, variables)), Optional.empty());
  }

  /**
   * Chooses.
   *
   * @param options what the user says; an interpreter named there wins
   * @param bindings what the job and its {@code synapse.yaml} name
   * @param pluginFolder the folder that the plugin is in
   * @throws InvalidInputException when there is no interpreter that can be used
   * @throws OperationFailedException when something cannot be installed
   */
  public ChosenPython choose(RunOptions options, Bindings bindings, Path pluginFolder) {
    Interpreter base = search.find(named(options, bindings), pluginFolder);
    Path requirements = pluginFolder.resolve(REQUIREMENTS);
    boolean installs = options.requirements() == PythonRequirements.INSTALLED;
    if (!Files.isRegularFile(requirements) || (base.isOfEnvironment() && !installs)) {
      return new ChosenPython(base, base, Installation.NONE);
    }
    return found(requirements, base)
        .orElseGet(
            () ->
                installs
                    ? installed(requirements, base)
                    : new ChosenPython(base, base, Installation.NONE));
  }

  /**
   * What an earlier run installed for the plugin with an interpreter that turned out to lack
   * something.
   *
   * @param pluginFolder the folder that the plugin is in
   */
  Optional<ChosenPython> installedEarlier(Interpreter base, Path pluginFolder) {
    return found(pluginFolder.resolve(REQUIREMENTS), base);
  }

  private static Optional<NamedInterpreter> named(RunOptions options, Bindings bindings) {
    return options
        .python()
        .map(reference -> named(reference, InterpreterOrigin.COMMAND_LINE))
        .or(() -> bindings.python().map(reference -> named(reference, InterpreterOrigin.JOB)));
  }

  /**
   * An interpreter as a job or the command line names it.
   *
   * @param origin which of the two
   */
  public static NamedInterpreter named(PythonReference reference, InterpreterOrigin origin) {
    return new NamedInterpreter(reference.written(), reference.path(), reference.program(), origin);
  }

  private Optional<ChosenPython> found(Path requirements, Interpreter base) {
    return environments
        .flatMap(all -> all.find(requirements, base))
        .map(there -> new ChosenPython(there, base, Installation.DONE));
  }

  private ChosenPython installed(Path requirements, Interpreter base) {
    if (environments.isEmpty() || progress.isEmpty()) {
      return new ChosenPython(base, base, Installation.TO_COME);
    }
    Interpreter made = environments.get().install(requirements, base, progress.get());
    return new ChosenPython(made, base, Installation.DONE);
  }

  /**
   * The interpreter of a plugin in Python.
   *
   * @param interpreter what runs the plugin
   * @param base what was named or found: the same, or what the plugin's environment is made with
   * @param installation what becomes of the packages that the plugin asks for
   */
  public record ChosenPython(Interpreter interpreter, Interpreter base, Installation installation) {

    /** What becomes of the packages that a plugin asks for. */
    public enum Installation {
      /** They are the user's care. */
      NONE,
      /** They are installed in an environment of the store. */
      DONE,
      /** They would be installed now, if this were no rehearsal; the interpreter is the base. */
      TO_COME
    }

    /**
     * What a run stores, so that it is resumed with the same: an environment is found by its base.
     */
    public PythonReference reference() {
      Path executable = base.executable();
      return new PythonReference(executable.toString(), executable);
    }
  }
}
