package io.synapse.cli.train;

import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problems;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a user says of a Ray cluster: the same options for every command that looks for one. */
public final class ClusterOptions {

  private static final String ADDRESS = "--ray-address";
  private static final String PYTHON = "--ray-python";

  @Option(
      names = ADDRESS,
      paramLabel = "ADDRESS",
      description =
          "With --executor ray: the cluster, such as host:6379 or ray://host:10001 (default:"
              + " RAY_ADDRESS; without that, Ray on this machine, started and stopped with the"
              + " run).")
  private String address;

  @Option(
      names = PYTHON,
      paramLabel = "PATH",
      description =
          "With --executor ray: the interpreter that has Ray, of the cluster's versions (default:"
              + " the first python3 on the PATH that has it).")
  private String python;

  /** Finds out whether they make sense. */
  public void check(boolean mayBeOnRay, Problems problems) {
    if (!mayBeOnRay && (address != null || python != null)) {
      problems.error(address != null ? ADDRESS : PYTHON, "only goes with --executor ray");
    }
    if (address != null && address.isBlank()) {
      problems.error(ADDRESS, "a cluster's address is needed, such as host:6379");
    }
  }

  /**
   * The options.
   *
   * @throws InvalidInputException when what is named as an interpreter cannot be one
   */
  public RayOptions options() {
    return new RayOptions(
        Optional.ofNullable(address),
        Optional.ofNullable(python).map(text -> TrainOptions.pythonReference(text, PYTHON)));
  }
}
