package io.synapse.python;

import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Python interpreter.
 *
 * @param executable the absolute path by which it is started; symbolic links are kept, because a
 *     virtual environment's interpreter is one, and what it points to knows nothing of the
 *     environment
 * @param origin where the choice came from
 */
public record Interpreter(Path executable, InterpreterOrigin origin) {

  /** Where the choice of an interpreter came from. */
  public enum InterpreterOrigin {
    /** The job file, or a {@code synapse.yaml}, names it. */
    JOB("the job's python"),
    /** The command line names it. */
    COMMAND_LINE("--python"),
    /** The shell has it activated. */
    ACTIVE_ENVIRONMENT("the active virtual environment"),
    /** It was made beside the plugin. */
    PLUGIN_ENVIRONMENT(".venv beside the plugin"),
    /** The first one there is. */
    PYTHON3_ON_PATH("python3 on the PATH"),
    /** The first one there is, under the older name. */
    PYTHON_ON_PATH("python on the PATH"),
    /** It has Ray. */
    RAY("the Python that has Ray"),
    /** What the plugin asks for was installed into an environment of its own. */
    INSTALLED("installed for this plugin");

    private final String text;

    InterpreterOrigin(String text) {
      this.text = text;
    }

    /** For a person. */
    public String text() {
      return text;
    }
  }

  /** Whether it is of a virtual environment, which somebody has made and filled on purpose. */
  public boolean isOfEnvironment() {
    return EnvironmentFolder.of(executable).isPresent();
  }

  /** For a person: the path, and where the choice came from. */
  @Override
  public String toString() {
    return executable + " (" + origin.text() + ")";
  }

  /**
   * An interpreter that somebody named.
   *
   * @param written as it was written
   * @param path the absolute path that it is, if it is one
   * @param program the program to look for on the PATH instead; empty when it is a path
   * @param origin who named it: the job, or the command line
   */
  public record NamedInterpreter(
      String written, Path path, Optional<String> program, InterpreterOrigin origin) {

    InvalidInputException unusable(String problem) {
      String field =
          switch (origin) {
            case COMMAND_LINE -> "--python";
            case RAY -> "--ray-python";
            default -> "python";
          };
      return new InvalidInputException(field + ": " + problem);
    }
  }
}
