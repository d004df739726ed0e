package io.synapse.execute.ray;

import io.synapse.execute.pool.WorkerLanguage;
import java.nio.file.Path;
import java.util.List;

/** Which program the workers on the nodes are. */
public sealed interface RayWorkerProgram {

  /** That of the plugins that it runs. */
  WorkerLanguage language();

  /** What to do about memory that is too little for it, for a person. */
  String memoryHint();

  /**
   * The one for plugins in Java; nodes need a JDK.
   *
   * @param options for its virtual machine
   */
  record JavaOnNode(List<String> options) implements RayWorkerProgram {
    @Override
    public WorkerLanguage language() {
      return WorkerLanguage.JAVA;
    }

    @Override
    public String memoryHint() {
      return "give a worker more with --worker-java-opts=-Xmx8g, or raise num_cpus so that a node"
          + " holds fewer trials at once";
    }
  }

  /**
   * The one for plugins in Python.
   *
   * @param interpreter what runs it on nodes that have it at the same place
   * @param required whether no other will do; else it is the Python that Ray runs with
   */
  record PythonOnNode(Path interpreter, boolean required) implements RayWorkerProgram {
    @Override
    public WorkerLanguage language() {
      return WorkerLanguage.PYTHON;
    }

    @Override
    public String memoryHint() {
      return "raise num_cpus so that a node holds fewer trials at once, or train with less at a"
          + " time";
    }
  }
}
