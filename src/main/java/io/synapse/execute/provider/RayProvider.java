package io.synapse.execute.provider;

import io.synapse.execute.ray.RayNodes;
import io.synapse.execute.resources.MachineResources;
import io.synapse.problem.InvalidInputException;
import io.synapse.protocol.BridgeEvent;
import io.synapse.python.RayInterpreter;
import java.util.List;
import java.util.Optional;

/** Runs trials in workers on the nodes of a Ray cluster. */
public final class RayProvider implements ExecutorProvider {

  private static final String ADDRESS = "RAY_ADDRESS";

  @Override
  public String name() {
    return "ray";
  }

  @Override
  public boolean usesCluster() {
    return true;
  }

  @Override
  public Optional<String> announcement(Request request) {
    return Optional.of(
        address(request)
            .map("connecting to the cluster at "::concat)
            .orElse("starting on this machine"));
  }

  /** Finds the cluster, and asks one that is there already for its nodes. */
  @Override
  public RayTarget locate(Request request) {
    RayInterpreter python = python(request);
    Optional<String> address = address(request);
    RayTarget target = new RayTarget(this, python, address, local(request.machine()));
    return address.isPresent() ? target.looked(request.variables()) : target;
  }

  private static Optional<String> address(Request request) {
    return request
        .address()
        .or(() -> Optional.ofNullable(request.variables().get(ADDRESS)))
        .filter(given -> !given.isBlank());
  }

  /**
   * Finds the interpreter that would talk to the cluster.
   *
   * @throws InvalidInputException when there is no Python with Ray
   */
  public static RayInterpreter python(Request request) {
    return RayInterpreter.find(request.clusterPython(), request.variables());
  }

  /** Ray counts whole processors, and at least one. */
  private static RayNodes local(MachineResources machine) {
    double cpus = Math.max(1, Math.floor(machine.cpus()));
    double gpus = Math.floor(machine.gpuTotal().doubleValue());
    return new RayNodes(List.of(new BridgeEvent.ClusterNode("", "this machine", cpus, gpus)));
  }
}
