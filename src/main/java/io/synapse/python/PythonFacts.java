package io.synapse.python;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.PythonProcess.OutputTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person wants to know of an interpreter before anything runs with it.
 *
 * @param version such as {@code 3.11.7}
 * @param packages versions of those that were asked for and are installed, by name
 * @param makesEnvironments whether virtual environments with pip can be made with it
 */
public record PythonFacts(String version, Map<String, String> packages, boolean makesEnvironments) {

  private static final String MARK = "synapse-facts: ";
  private static final String ENVIRONMENTS = "environments";

  /** Understood by any Python 3. */
  private static final String QUESTION =
      """
      import sys
      print("%1$sversion %%d.%%d.%%d" %% sys.version_info[:3])
      try:
          import ensurepip, venv
          print("%1$s%2$s yes")
      except ImportError:
          pass
      try:
          from importlib import metadata
      except ImportError:
          sys.exit(0)
      for name in (%3$s):
          try:
              print("%1$s" + name + " " + metadata.version(name))
          except metadata.PackageNotFoundError:
              pass
      """;

  /**
   * Asks an interpreter.
   *
   * @param names of packages, as pip knows them
   * @param variables the environment of the process that answers
   * @throws InvalidInputException when it doesn't answer as Python 3 does
   */
  public static PythonFacts ask(
      Path executable, List<String> names, Map<String, String> variables) {
    StringBuilder listed = new StringBuilder();
    names.forEach(name -> listed.append('"').append(name).append("\","));
    OutputTail output = new OutputTail();
    try {
      int status =
          new PythonProcess(Path.of("").toAbsolutePath(), variables)
              .runScript(executable, QUESTION.formatted(MARK, ENVIRONMENTS, listed), output::add);
      List<String> facts = new ArrayList<>(output.after(MARK));
      if (status == 0 && !facts.isEmpty()) {
        return read(facts);
      }
      throw new InvalidInputException(
          "%s ended with status %d when it was asked for its version%s"
              .formatted(executable, status, output.quoted()));
    } catch (IOException e) {
      throw new InvalidInputException(executable + " cannot be run: " + e.getMessage());
    }
  }

  private static PythonFacts read(List<String> facts) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String fact : facts) {
      String[] words = fact.split(" ", 2);
      values.put(words[0], words[1]);
    }
    String version = values.remove("version");
    boolean makesEnvironments = values.remove(ENVIRONMENTS) != null;
    return new PythonFacts(version, values, makesEnvironments);
  }

  /** Whether plugins run with it. */
  public boolean isRecentEnough() {
    return PythonInspector.isRecentEnough(version);
  }
}
