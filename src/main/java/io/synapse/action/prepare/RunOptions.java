package io.synapse.action.prepare;

import io.synapse.execute.provider.ExecutorProvider;
import io.synapse.execute.provider.ExecutorProviders;
import io.synapse.execute.resources.MachineResources;
import io.synapse.job.Bindings.PluginReference;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.python.Interpreter.InterpreterOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a user says beside the job: each value, when given, wins over the job's or the machine's.
 *
 * @param plugin the plugin
 * @param classPath what the plugin needs beside its own jar or folder
 * @param python the interpreter for a plugin in Python
 * @param requirements what becomes of the packages that such a plugin asks for
 * @param dataset a folder or file in place of the job's data-set id
 * @param maxConcurrent at most this many trials at once, beside the job's own limit
 * @param cpus what this machine offers
 * @param gpus what this machine offers
 * @param seed the run's seed
 * @param executor where trials run
 * @param ray the cluster, when they run on one
 * @param workerJavaOptions for the virtual machines of worker processes
 * @param warmStart earlier runs to learn from: the id of each, the start of one, or {@code last}
 * @param origin where the job was read from
 */
public record RunOptions(
    Optional<PluginReference> plugin,
    List<Path> classPath,
    Optional<PythonReference> python,
    PythonRequirements requirements,
    Optional<Path> dataset,
    OptionalInt maxConcurrent,
    OptionalDouble cpus,
    OptionalDouble gpus,
    OptionalLong seed,
    Optional<ExecutorProvider> executor,
    RayOptions ray,
    Optional<List<String>> workerJavaOptions,
    List<String> warmStart,
    JobOrigin origin) {

  /**
   * Where the job was read from.
   *
   * @param file absolute; empty for standard input
   * @param overrides the arguments of {@code -s}
   */
  public record JobOrigin(Optional<Path> file, List<String> overrides) {

    /** Unknown. */
    public static final JobOrigin UNKNOWN = new JobOrigin(Optional.empty(), List.of());
  }

  /** Nothing said. */
  public static final RunOptions NONE =
      new RunOptions(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          PythonRequirements.AS_FOUND,
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          RayOptions.NONE,
          Optional.empty(),
          List.of(),
          JobOrigin.UNKNOWN);

  /**
   * Only what a plugin is looked at with.
   *
   * @param classPath what it needs beside its own jar, folder or file
   * @param python the interpreter for one in Python
   */
  public static RunOptions ofPlugin(List<Path> classPath, Optional<PythonReference> python) {
    return new RunOptions(
        Optional.empty(),
        classPath,
        python,
        NONE.requirements,
        NONE.dataset,
        NONE.maxConcurrent,
        NONE.cpus,
        NONE.gpus,
        NONE.seed,
        NONE.executor,
        NONE.ray,
        NONE.workerJavaOptions,
        NONE.warmStart,
        NONE.origin);
  }

  /** Where trials run: in worker processes unless the user chose another executor. */
  public ExecutorProvider executorOrStandard() {
    return executor.orElseGet(ExecutorProviders::standard);
  }

  /**
   * What the place where trials run is looked for with.
   *
   * @param machine what this machine offers
   * @param variables the environment of this process
   */
  public ExecutorProvider.Request executorRequest(
      MachineResources machine, Map<String, String> variables) {
    return ray.request(machine, variables);
  }

  /** What becomes of the packages that a plugin's {@code requirements.txt} asks for. */
  public enum PythonRequirements {
    /** They have to be there: in the interpreter's environment, or installed by an earlier run. */
    AS_FOUND,
    /** They are installed for the plugin, into an environment of the store. */
    INSTALLED
  }

  /**
   * What a user says of the Ray cluster.
   *
   * @param address of the cluster
   * @param python the interpreter that has Ray
   */
  public record RayOptions(Optional<String> address, Optional<PythonReference> python) {

    /** Nothing said. */
    public static final RayOptions NONE = new RayOptions(Optional.empty(), Optional.empty());

    /** What a cluster is looked for with. */
    public ExecutorProvider.Request request(
        MachineResources machine, Map<String, String> variables) {
      return new ExecutorProvider.Request(
          machine,
          address,
          python.map(named -> PythonChoice.named(named, InterpreterOrigin.RAY)),
          variables);
    }

    /** What counts when earlier options stand behind these. */
    public RayOptions or(RayOptions earlier) {
      return new RayOptions(address.or(earlier::address), python.or(earlier::python));
    }
  }
}
