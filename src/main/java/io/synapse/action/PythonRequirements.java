package io.synapse.action;

/** What becomes of the packages that a plugin's {@code requirements.txt} asks for. */
public enum PythonRequirements {
  /** They have to be there: in the interpreter's environment, or installed by an earlier run. */
  AS_FOUND,
  /** They are installed for the plugin, into an environment of the store. */
  INSTALLED
}
