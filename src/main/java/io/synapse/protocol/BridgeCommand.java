package io.synapse.protocol;

import java.util.List;
import java.util.Map;

/** What the driver says to the bridge to a Ray cluster. */
public sealed interface BridgeCommand extends Message {

  /**
   * The first: where to connect, and what workers will be.
   *
   * @param address of the cluster; null for that of {@code RAY_ADDRESS}, else for a local one
   * @param numCpus what a local one offers, or null
   * @param numGpus what a local one offers, or null
   * @param bundle the zip with all that nodes need, or null when nothing is to run; the bridge
   *     deletes it at the end of its input
   * @param worker what workers are, or null likewise
   */
  record Connect(String address, Double numCpus, Double numGpus, String bundle, Worker worker)
      implements BridgeCommand {
    @Override
    public String type() {
      return "connect";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of(
          "address",
          address,
          "num_cpus",
          numCpus,
          "num_gpus",
          numGpus,
          "bundle",
          bundle,
          "worker",
          worker == null ? null : worker.fields());
    }
  }

  /**
   * What all workers are. Paths that begin with {@link #IN_BUNDLE} are in the unpacked bundle.
   *
   * @param cpus of each
   * @param gpus of each, or null
   * @param slots how many there are at once at most, on all nodes together
   * @param setup what each is sent first; its start model is a path of the driver's
   * @param dataset where nodes find it
   * @param program what is started
   * @param silenceSeconds how long one may give no sign of life
   * @param startUpSeconds from its start to its first word
   */
  record Worker(
      double cpus,
      Double gpus,
      int slots,
      DriverMessage.Setup setup,
      DatasetOnNodes dataset,
      Program program,
      double silenceSeconds,
      double startUpSeconds) {

    /** How paths in the bundle begin. */
    public static final String IN_BUNDLE = "bundle:";

    Map<String, Object> fields() {
      return MessageFields.of(
          "cpus",
          cpus,
          "gpus",
          gpus,
          "slots",
          slots,
          "setup",
          MessageCodec.object(setup),
          "dataset",
          MessageFields.of(
              "path", dataset.path(),
              "files", dataset.files(),
              "bytes", dataset.bytes(),
              "bundled", dataset.bundled()),
          "start_model",
          setup.startModel(),
          "program",
          program.fields(),
          "silence_s",
          silenceSeconds,
          "start_up_s",
          startUpSeconds);
    }
  }

  /**
   * A data set as nodes may see it.
   *
   * @param path where it is, on storage that nodes share
   * @param files how many files it has: what is there must be the same
   * @param bytes of all of them
   * @param bundled its place in the bundle, or null when it is too large for that
   */
  record DatasetOnNodes(String path, long files, long bytes, String bundled) {}

  /** The program of a worker. */
  sealed interface Program {

    /** As JSON. */
    Map<String, Object> fields();
  }

  /**
   * A worker for plugins in Python.
   *
   * @param path the interpreter
   * @param required whether no other will do
   */
  record PythonProgram(String path, boolean required) implements Program {
    @Override
    public Map<String, Object> fields() {
      return MessageFields.of("kind", "python", "path", path, "required", required);
    }
  }

  /**
   * A worker for plugins in Java.
   *
   * @param home the JDK that is looked for first
   * @param classPath the worker's, without the plugin
   * @param main its class
   * @param options for its virtual machine
   * @param least the oldest version that will do
   */
  record JavaProgram(
      String home, List<String> classPath, String main, List<String> options, int least)
      implements Program {
    @Override
    public Map<String, Object> fields() {
      return MessageFields.of(
          "kind",
          "java",
          "home",
          home,
          "class_path",
          classPath,
          "main",
          main,
          "options",
          options,
          "least",
          least);
    }
  }

  /** Start a worker. */
  record Open(String worker) implements BridgeCommand {
    @Override
    public String type() {
      return "open";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of("worker", worker);
    }
  }

  /** Tell a worker something; it may not be up yet. */
  record Tell(String worker, DriverMessage message) implements BridgeCommand {
    @Override
    public String type() {
      return "tell";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of("worker", worker, "message", MessageCodec.object(message));
    }
  }

  /** End a worker at once. */
  record Kill(String worker) implements BridgeCommand {
    @Override
    public String type() {
      return "kill";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of("worker", worker);
    }
  }
}
