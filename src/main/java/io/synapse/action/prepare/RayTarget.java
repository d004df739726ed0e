package io.synapse.action.prepare;

import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.execute.ray.RayCluster;
import io.synapse.execute.ray.RayConnection;
import io.synapse.execute.ray.RayNodes;
import io.synapse.execute.ray.RayUnavailableException;
import io.synapse.execute.resources.MachineResources;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.protocol.BridgeEvent;
import io.synapse.python.Interpreter.Origin;
import io.synapse.python.PythonCode;
import io.synapse.python.RayInterpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The Ray cluster that trials are to run on.
 *
 * @param python what speaks with it
 * @param address where it is; empty for a local instance, which is started with the run
 * @param nodes what it offers; of a local instance, what it will
 */
public record RayTarget(RayInterpreter python, Optional<String> address, RayNodes nodes) {

  private static final String ADDRESS = "RAY_ADDRESS";

  /**
   * Finds it, and looks at one that is there already.
   *
   * @param machine what a local instance would offer
   * @param variables the environment of this process
   * @throws InvalidInputException when there is no Python with Ray
   * @throws OperationFailedException when the cluster does not answer, or does not fit
   */
  public static RayTarget find(
      RayOptions options, MachineResources machine, Map<String, String> variables) {
    RayInterpreter python = python(options, variables);
    Optional<String> address = address(options, variables);
    RayTarget target = new RayTarget(python, address, local(machine));
    return address.isPresent() ? target.looked(variables) : target;
  }

  private static Optional<String> address(RayOptions options, Map<String, String> variables) {
    return options
        .address()
        .or(() -> Optional.ofNullable(variables.get(ADDRESS)))
        .filter(given -> !given.isBlank());
  }

  /**
   * What a run begins with, for a person: it takes some seconds.
   *
   * @param variables the environment of this process
   * @return empty when it runs on no cluster
   */
  public static Optional<String> announcement(RunOptions options, Map<String, String> variables) {
    return options.executorKind() == ExecutorKind.RAY
        ? Optional.of(
            address(options.ray(), variables)
                .map("connecting to the cluster at "::concat)
                .orElse("starting on this machine"))
        : Optional.empty();
  }

  /**
   * Finds what would speak with it.
   *
   * @throws InvalidInputException when there is no Python with Ray
   */
  public static RayInterpreter python(RayOptions options, Map<String, String> variables) {
    return RayInterpreter.find(
        options.python().map(named -> PythonChoice.named(named, Origin.RAY)), variables);
  }

  /** Ray counts whole processors, and at least one. */
  private static RayNodes local(MachineResources machine) {
    double cpus = Math.max(1, Math.floor(machine.cpus()));
    double gpus = Math.floor(machine.gpuTotal().doubleValue());
    return new RayNodes(List.of(new BridgeEvent.Node("", "this machine", cpus, gpus)));
  }

  /**
   * The same with the nodes as they are now. A local instance is started for that, and stopped.
   *
   * @param variables the environment of this process
   * @throws OperationFailedException when the cluster does not answer, or does not fit
   */
  public RayTarget looked(Map<String, String> variables) {
    try {
      Path log = Files.createTempFile("synapse-ray-", ".log");
      return new RayTarget(python, address, look(connection(PythonCode.unpack(variables), log)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RayNodes look(RayConnection connection) throws IOException {
    Path log = connection.log();
    boolean needed = false;
    try {
      return RayCluster.look(connection).nodes();
    } catch (RayUnavailableException e) {
      needed = e.getMessage().contains(log.toString());
      throw new OperationFailedException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationFailedException("interrupted while Ray was asked for its nodes", e);
    } finally {
      if (!needed) {
        Files.deleteIfExists(log);
      }
    }
  }

  /** Whether a local instance is started for the run. */
  public boolean isLocal() {
    return address.isEmpty();
  }

  /** How to get there. */
  public RayConnection connection(PythonCode code, Path log) {
    return new RayConnection(
        python.interpreter().executable(),
        code,
        address,
        isLocal() ? OptionalDouble.of(nodes.cpus()) : OptionalDouble.empty(),
        isLocal() ? OptionalDouble.of(nodes.gpus()) : OptionalDouble.empty(),
        log,
        Map.of());
  }
}
