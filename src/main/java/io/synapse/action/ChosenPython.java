package io.synapse.action;

import io.synapse.job.Bindings.PythonReference;
import io.synapse.python.Interpreter;
import java.nio.file.Path;

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

  /** What a run keeps, so that it goes on with the same: an environment is found by its base. */
  public PythonReference reference() {
    Path executable = base.executable();
    return new PythonReference(executable.toString(), executable);
  }
}
