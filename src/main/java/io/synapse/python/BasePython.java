package io.synapse.python;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.PythonProcess.OutputTail;
import java.io.IOException;
import java.util.List;

/**
 * What tells an interpreter from others, whatever it is called.
 *
 * @param executable the real path of its program, as Python writes a text
 * @param version such as {@code 3.11.7}
 * @param platform such as {@code linux-x86_64}: several machines may share a disk
 */
record BasePython(String executable, String version, String platform) {

  private static final String MARK = "synapse-python: ";

  private static final String QUESTION =
      """
      import os, sys, sysconfig
      for fact in (ascii(os.path.realpath(sys.executable)), sys.version.split()[0], sysconfig.get_platform()):
          print("%s" + fact)
      """
          .formatted(MARK);

  /**
   * Asks an interpreter.
   *
   * @throws InvalidInputException when it doesn't answer as Python 3 does
   */
  static BasePython ask(Interpreter interpreter, PythonProcess processes) {
    OutputTail output = new OutputTail();
    try {
      int status = processes.runScript(interpreter.executable(), QUESTION, output::add);
      List<String> facts = output.after(MARK);
      if (status == 0 && facts.size() == 3) {
        return new BasePython(facts.get(0), facts.get(1), facts.get(2));
      }
      throw unusable(interpreter, "it ended with status " + status + output.quoted());
    } catch (IOException e) {
      throw unusable(interpreter, e.getMessage());
    }
  }

  private static InvalidInputException unusable(Interpreter interpreter, String reason) {
    return new InvalidInputException(
        "%s cannot be used as Python 3; name another interpreter with \"python\" in the job file or with --python: %s"
            .formatted(interpreter, reason));
  }

  /** The facts as one text, for digests. */
  String text() {
    return String.join("\n", executable, version, platform, "");
  }
}
