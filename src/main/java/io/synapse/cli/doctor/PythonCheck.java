package io.synapse.cli.doctor;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter;
import io.synapse.python.Interpreter.NamedInterpreter;
import io.synapse.python.InterpreterSearch;
import io.synapse.python.PythonFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the interpreter that a plugin in Python in the current folder would get. */
public final class PythonCheck {

  private static final String PART = "python";

  private final Map<String, String> variables;
  private final Optional<Interpreter> usual;

  /**
   * A check.
   *
   * @param variables the environment of this process
   * @param usual what a plugin gets when none is named; empty to look in the usual places
   */
  public PythonCheck(Map<String, String> variables, Optional<Interpreter> usual) {
    this.variables = variables;
    this.usual = usual;
  }

  /** What is found. */
  public Finding look(Optional<NamedInterpreter> named) {
    try {
      Interpreter interpreter =
          new InterpreterSearch(variables, usual).find(named, Path.of("").toAbsolutePath());
      return judged(interpreter, PythonFacts.ask(interpreter.executable(), List.of(), variables));
    } catch (InvalidInputException e) {
      String message = e.problems().get(0).message();
      return named.isPresent()
          ? Finding.broken(PART, message, "")
          : Finding.limited(PART, message, "");
    }
  }

  private static Finding judged(Interpreter interpreter, PythonFacts facts) {
    String found = facts.version() + " in " + interpreter;
    if (!facts.isRecentEnough()) {
      return Finding.limited(
          PART, found, "plugins in Python need 3.9 or later; name another with --python");
    }
    return facts.makesEnvironments()
        ? Finding.ok(PART, found)
        : Finding.limited(
            PART,
            found + ", which cannot make virtual environments",
            "for train --install, install venv with pip (Debian, Ubuntu: apt install"
                + " python3-venv)");
  }
}
