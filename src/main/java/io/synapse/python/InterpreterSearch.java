package io.synapse.python;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.Interpreter.NamedInterpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Chooses the interpreter of a plugin: the one that is named, else the active virtual environment,
 * else {@code .venv} beside the plugin, else {@code python3} or {@code python} on the PATH. Nothing
 * is started.
 */
public final class InterpreterSearch {

  /** Beside the plugin. */
  private static final String OWN_ENVIRONMENT = ".venv";

  /** Conda's first environment, which it activates in every shell: nobody's choice for a plugin. */
  private static final Set<String> CONDA_DEFAULTS = Set.of("base", "root");

  private final Map<String, String> environment;
  private final Optional<Interpreter> usual;
  private final ProgramPath programs;

  /**
   * A search.
   *
   * @param environment the variables: {@code PATH}, {@code VIRTUAL_ENV}, those of conda
   */
  public InterpreterSearch(Map<String, String> environment) {
    this(environment, Optional.empty());
  }

  /**
   * A search that ends with an interpreter when none is named.
   *
   * @param usual that interpreter; empty to look in the usual places
   */
  public InterpreterSearch(Map<String, String> environment, Optional<Interpreter> usual) {
    this.usual = usual;
    this.environment = Map.copyOf(environment);
    this.programs = new ProgramPath(environment);
  }

  /**
   * Chooses.
   *
   * @param named what the job or the command line names, which is then the only choice
   * @param pluginFolder the folder that the plugin lies in
   * @throws InvalidInputException when what is named, or the {@code .venv} beside the plugin,
   *     cannot be used, or when there is no Python at all
   */
  public Interpreter find(Optional<NamedInterpreter> named, Path pluginFolder) {
    if (named.isPresent()) {
      return named(named.get());
    }
    Stream<Supplier<Optional<Interpreter>>> places =
        Stream.of(
            () -> usual,
            this::active,
            () -> besidePlugin(pluginFolder.toAbsolutePath().normalize()),
            () -> onPath("python3", InterpreterOrigin.PYTHON3_ON_PATH),
            () -> onPath("python", InterpreterOrigin.PYTHON_ON_PATH));
    return places.flatMap(place -> place.get().stream()).findFirst().orElseThrow(this::none);
  }

  private Interpreter named(NamedInterpreter named) {
    Path path = named.path();
    if (named.program().isPresent()) {
      return onPath(named.program().get(), named.origin())
          .orElseThrow(() -> named.unusable(noProgram(named)));
    }
    if (Files.isDirectory(path)) {
      EnvironmentFolder folder = new EnvironmentFolder(path);
      return folder
          .interpreter()
          .map(found -> new Interpreter(found, named.origin()))
          .orElseThrow(() -> named.unusable(folder.problem()));
    }
    if (!EnvironmentFolder.isProgram(path)) {
      throw named.unusable(noFile(path));
    }
    return new Interpreter(path, named.origin());
  }

  private static String noFile(Path path) {
    if (Files.exists(path)) {
      return "%s is no program that can be started; name an interpreter, such as .venv/bin/python, or make this executable with: chmod +x %s"
          .formatted(path, path);
    }
    String missing =
        Files.isSymbolicLink(path)
            ? path + " leads to " + EnvironmentFolder.missingTarget(path) + ", which is not there"
            : "there is no " + path;
    return missing
        + "; name an interpreter or the folder of a virtual environment, or leave python out";
  }

  private String noProgram(NamedInterpreter named) {
    Set<String> pythons = programs.pythons();
    String found = pythons.isEmpty() ? "no Python" : String.join(", ", pythons);
    return "there is no program %s on the PATH, which has %s, and no virtual environment %s; name one that is there, or a path with a / in it"
        .formatted(named.written(), found, named.path());
  }

  private Optional<Interpreter> active() {
    return Stream.of(variable("VIRTUAL_ENV"), condaEnvironment())
        .flatMap(Optional::stream)
        .map(folder -> new EnvironmentFolder(Path.of(folder).toAbsolutePath()))
        .flatMap(folder -> folder.interpreter().stream())
        .map(found -> new Interpreter(found, InterpreterOrigin.ACTIVE_ENVIRONMENT))
        .findFirst();
  }

  private Optional<String> condaEnvironment() {
    boolean isDefault = variable("CONDA_DEFAULT_ENV").filter(CONDA_DEFAULTS::contains).isPresent();
    return isDefault ? Optional.empty() : variable("CONDA_PREFIX");
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static Optional<Interpreter> besidePlugin(Path pluginFolder) {
    EnvironmentFolder folder = new EnvironmentFolder(pluginFolder.resolve(OWN_ENVIRONMENT));
    // Some tools keep a file of this name that tells where the environment is.
    if (!Files.isDirectory(folder.path())) {
      return Optional.empty();
    }
    Path found =
        folder
            .interpreter()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        folder.problem()
                            + "; or delete it, or name another interpreter with \"python\" in the"
                            + " job file or with --python"));
    return Optional.of(new Interpreter(found, InterpreterOrigin.PLUGIN_ENVIRONMENT));
  }

  private Optional<Interpreter> onPath(String program, InterpreterOrigin origin) {
    return programs.find(program).map(found -> new Interpreter(found, origin));
  }

  private InvalidInputException none() {
    return new InvalidInputException(
        "a plugin in Python needs an interpreter, and neither python3 nor python is on the PATH;"
            + " install one (Debian, Ubuntu: apt install python3; Fedora: dnf install python3;"
            + " macOS: brew install python), or name one with \"python\" in the job file or with"
            + " --python");
  }
}
