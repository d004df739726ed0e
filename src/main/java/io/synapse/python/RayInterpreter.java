package io.synapse.python;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An interpreter that has Ray.
 *
 * @param interpreter it
 * @param version its own
 * @param ray that of Ray
 */
public record RayInterpreter(Interpreter interpreter, String version, String ray) {

  private static final String PACKAGE = "ray";

  /**
   * Finds one: the one that is named, else the first {@code python3} on the PATH that has Ray.
   *
   * @param named what the command line names
   * @param variables the environment of this process
   * @throws InvalidInputException when there is none
   */
  public static RayInterpreter find(
      Optional<NamedInterpreter> named, Map<String, String> variables) {
    if (named.isPresent()) {
      Interpreter found =
          new InterpreterSearch(variables).find(named, Path.of("").toAbsolutePath());
      return having(found, variables)
          .orElseThrow(
              () ->
                  named
                      .get()
                      .unusable(
                          "%s has no Ray; install it with '%s'"
                              .formatted(found.executable(), install(found.executable()))));
    }
    List<Path> all = new ProgramPath(variables).findAll("python3");
    return all.stream()
        .map(each -> new Interpreter(each, Origin.RAY))
        .flatMap(each -> having(each, variables).stream())
        .findFirst()
        .orElseThrow(() -> none(all));
  }

  private static Optional<RayInterpreter> having(
      Interpreter interpreter, Map<String, String> variables) {
    PythonFacts facts = PythonFacts.ask(interpreter.executable(), List.of(PACKAGE), variables);
    return Optional.ofNullable(facts.packages().get(PACKAGE))
        .map(ray -> new RayInterpreter(interpreter, facts.version(), ray));
  }

  private static InvalidInputException none(List<Path> looked) {
    String places = looked.stream().map(Path::toString).collect(Collectors.joining(", "));
    String found =
        looked.isEmpty() ? "there is no python3 on the PATH" : "none of these has it: " + places;
    Path python = looked.isEmpty() ? Path.of("python3") : looked.get(0);
    return new InvalidInputException(
        "--executor ray needs a Python with Ray, and %s; install it with '%s', or name a Python that has it with --ray-python"
            .formatted(found, install(python)));
  }

  private static String install(Path python) {
    return python + " -m pip install ray";
  }
}
