package io.synapse.action;

import io.synapse.job.Bindings.PluginReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a user says beside the job: each value, when given, wins over the job's or the machine's.
 *
 * @param plugin the plugin
 * @param classPath what the plugin needs beside its own jar or folder
 * @param dataset a folder or file in place of the job's data-set id
 * @param maxConcurrent at most this many trials at once, beside the job's own limit
 * @param cpus what this machine offers
 * @param gpus what this machine offers
 * @param seed the run's seed
 * @param executor where trials run
 * @param workerJavaOptions for the virtual machines of worker processes
 */
public record RunOptions(
    Optional<PluginReference> plugin,
    List<Path> classPath,
    Optional<Path> dataset,
    OptionalInt maxConcurrent,
    OptionalDouble cpus,
    OptionalDouble gpus,
    OptionalLong seed,
    ExecutorKind executor,
    List<String> workerJavaOptions) {

  /** Nothing said. */
  public static final RunOptions NONE =
      new RunOptions(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          ExecutorKind.PROCESS,
          List.of());
}
