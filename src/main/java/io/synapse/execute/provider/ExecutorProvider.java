package io.synapse.execute.provider;

import io.synapse.execute.resources.MachineResources;
import io.synapse.python.Interpreter.NamedInterpreter;
import java.util.Map;
import java.util.Optional;

/** A kind of place where trials can run, as {@code --executor} names it. Stateless. */
public interface ExecutorProvider {

  /** The name, as a person writes it and {@code job.json} keeps it. */
  String name();

  /** Whether plugins run in the driver itself, which only those in Java can. */
  default boolean runsPluginsInDriver() {
    return false;
  }

  /** Whether trials run on a cluster, so that the options of a cluster go with it. */
  default boolean usesCluster() {
    return false;
  }

  /** What a person is told while {@link #locate} works; empty where that takes no time. */
  default Optional<String> announcement(Request request) {
    return Optional.empty();
  }

  /**
   * Finds the place, before anything runs there.
   *
   * @throws io.synapse.problem.InvalidInputException when something that it needs is missing
   * @throws io.synapse.problem.OperationFailedException when it does not answer
   */
  ExecutionTarget locate(Request request);

  /**
   * What a place is looked for with.
   *
   * @param machine what this machine offers
   * @param address of the cluster, where the user named one
   * @param clusterPython the interpreter that talks to the cluster, where the user named one
   * @param variables the environment of this process
   */
  record Request(
      MachineResources machine,
      Optional<String> address,
      Optional<NamedInterpreter> clusterPython,
      Map<String, String> variables) {}
}
