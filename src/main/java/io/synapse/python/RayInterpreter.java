package io.synapse.python;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.Interpreter.NamedInterpreter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** What the bridge to a cluster runs on, for a person. */
  public static final String NEEDED = "Python 3.9 with Ray 2.40, or later";

  private static final int OLDEST_RAY = 2;
  private static final int OLDEST_RAY_MINOR = 40;
  private static final Pattern MAJOR_AND_MINOR = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

  /**
   * Finds one: the one that is named, else the first {@code python3} on the PATH that has a Ray
   * that will do.
   *
   * @param named what the command line names
   * @param variables the environment of this process
   * @throws InvalidInputException when there is none, or none that is new enough
   */
  public static RayInterpreter find(
      Optional<NamedInterpreter> named, Map<String, String> variables) {
    return named.isPresent() ? ofName(named.get(), variables) : onPath(variables);
  }

  private static RayInterpreter ofName(NamedInterpreter named, Map<String, String> variables) {
    Interpreter found =
        new InterpreterSearch(variables).find(Optional.of(named), Path.of("").toAbsolutePath());
    RayInterpreter having =
        having(found, variables)
            .orElseThrow(
                () ->
                    named.unusable(
                        "%s has no Ray; install it with '%s'"
                            .formatted(found.executable(), install(found.executable()))));
    if (!having.isRecentEnough()) {
      throw named.unusable(having.tooOld());
    }
    return having;
  }

  private static RayInterpreter onPath(Map<String, String> variables) {
    List<Path> all = new ProgramPath(variables).findAll("python3");
    List<RayInterpreter> old = new ArrayList<>();
    for (Path each : all) {
      Optional<RayInterpreter> having =
          havingIfItRuns(new Interpreter(each, InterpreterOrigin.RAY), variables);
      if (having.filter(RayInterpreter::isRecentEnough).isPresent()) {
        return having.get();
      }
      having.ifPresent(old::add);
    }
    throw old.isEmpty() ? none(all) : new InvalidInputException(old.get(0).tooOld());
  }

  /** Some programs on a PATH only say that they are not chosen. */
  private static Optional<RayInterpreter> havingIfItRuns(
      Interpreter interpreter, Map<String, String> variables) {
    try {
      return having(interpreter, variables);
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static Optional<RayInterpreter> having(
      Interpreter interpreter, Map<String, String> variables) {
    PythonFacts facts = PythonFacts.ask(interpreter.executable(), List.of(PACKAGE), variables);
    return Optional.ofNullable(facts.packages().get(PACKAGE))
        .map(ray -> new RayInterpreter(interpreter, facts.version(), ray));
  }

  /** Whether the bridge runs with it. */
  private boolean isRecentEnough() {
    return PythonInspector.isRecentEnough(version) && isRayRecentEnough();
  }

  private boolean isRayRecentEnough() {
    Matcher parts = MAJOR_AND_MINOR.matcher(ray);
    if (!parts.matches()) {
      return true;
    }
    int major = Integer.parseInt(parts.group(1));
    return major > OLDEST_RAY
        || (major == OLDEST_RAY && Integer.parseInt(parts.group(2)) >= OLDEST_RAY_MINOR);
  }

  private String tooOld() {
    return "%s is Python %s with Ray %s, and --executor ray needs %s; update it, or name another with --ray-python"
        .formatted(interpreter.executable(), version, ray, NEEDED);
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

  /** For a person: the versions, and where it lies. */
  @Override
  public String toString() {
    return ray + " with Python " + version + " in " + interpreter;
  }
}
