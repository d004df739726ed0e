package io.synapse.python;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter.Origin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An interpreter that somebody named.
 *
 * @param written as it was written
 * @param path the absolute path that it is, if it is one
 * @param program the program to look for on the PATH instead; empty when it is a path
 * @param origin who named it: the job, or the command line
 */
public record NamedInterpreter(String written, Path path, Optional<String> program, Origin origin) {

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
