package io.synapse.execute.process;

import io.synapse.execute.pool.WorkerLanguage;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.execute.worker.WorkerMain;
import io.synapse.python.PythonCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which program a worker is. */
public sealed interface WorkerProgram {

  /** How it is started with a share of the machine. */
  WorkerCommand command(WorkerShare share);

  /** What to do about memory that is too little for it, for a person. */
  String memoryHint(WorkerShare share);

  /** That of the plugins that it runs. */
  WorkerLanguage language();

  /**
   * The one for plugins in Java, of the same Java and the same synapse as this process.
   *
   * @param options for its virtual machine, beside those that its share asks for; later ones win
   */
  record JavaWorker(List<String> options) implements WorkerProgram {

    @Override
    public WorkerCommand command(WorkerShare share) {
      return WorkerCommand.java(all(share), WorkerMain.class);
    }

    @Override
    public String memoryHint(WorkerShare share) {
      return HeapOptions.hint(all(share));
    }

    @Override
    public WorkerLanguage language() {
      return WorkerLanguage.JAVA;
    }

    private List<String> all(WorkerShare share) {
      List<String> all = new ArrayList<>(share.javaOptions());
      all.addAll(options);
      return all;
    }
  }

  /**
   * The one for plugins in Python.
   *
   * @param interpreter the program that runs it; the file of a virtual environment, not what that
   *     links to
   * @param code the worker
   */
  record PythonWorker(Path interpreter, PythonCode code) implements WorkerProgram {

    @Override
    public WorkerCommand command(WorkerShare share) {
      return WorkerCommand.of(
          List.of(
              interpreter.toString(), "-X", "utf8", code.program(PythonCode.WORKER).toString()));
    }

    @Override
    public String memoryHint(WorkerShare share) {
      return "run fewer trials at once (-j), or train with less at a time";
    }

    @Override
    public WorkerLanguage language() {
      return WorkerLanguage.PYTHON;
    }
  }

  /** The heap that the options of a worker's virtual machine give it. */
  static final class HeapOptions {

    private static final String MOST = "-Xmx";

    private HeapOptions() {}

    /** What a person can do about a heap that is too small. */
    static String hint(List<String> javaOptions) {
      Optional<String> most =
          javaOptions.stream()
              .filter(option -> option.startsWith(MOST))
              .reduce((first, second) -> second)
              .map(option -> option.substring(MOST.length()));
      return most.map(size -> "a worker's heap is " + size + " at most here; ").orElse("")
          + "give it more with --worker-java-opts=-Xmx8g, or run fewer trials at once";
    }
  }
}
