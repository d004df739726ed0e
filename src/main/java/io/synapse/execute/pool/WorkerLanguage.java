package io.synapse.execute.pool;

import io.synapse.execute.pool.WorkerEnd.WorkerCrash;
import java.util.Optional;

/** What is said of workers depends on the language of their plugins. */
public enum WorkerLanguage {
  JAVA("System.exit", "interrupts threads that are not its own") {
    @Override
    Optional<String> crash(int status, String output) {
      return WorkerCrash.ofJava(status, output);
    }
  },
  PYTHON("os._exit", "closes files that are not its own") {
    @Override
    Optional<String> crash(int status, String output) {
      return WorkerCrash.ofPython(status, output);
    }
  };

  private final String exitCall;
  private final String lostConnectionCause;

  WorkerLanguage(String exitCall, String lostConnectionCause) {
    this.exitCall = exitCall;
    this.lostConnectionCause = lostConnectionCause;
  }

  /** The call with which a plugin ends its own worker, for a person. */
  String exitCall() {
    return exitCall;
  }

  /** What a plugin does that costs a worker its connection, for a person. */
  String lostConnectionCause() {
    return lostConnectionCause;
  }

  /**
   * A crash in native code, for a person.
   *
   * @param status the worker's exit status
   * @param output the end of what it printed
   * @return what happened; empty when it ended in another way
   */
  abstract Optional<String> crash(int status, String output);
}
