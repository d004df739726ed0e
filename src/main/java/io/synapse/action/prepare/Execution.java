package io.synapse.action.prepare;

import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.MachineResources;
import io.synapse.execute.resources.WorkerShare;
import java.util.List;
import java.util.Optional;

/**
 * Where and with what trials run.
 *
 * @param kind where
 * @param share what each of them gets of the machine, or of its node
 * @param machine what this machine offers to all of them
 * @param ray the cluster, when it is one
 * @param workerJavaOptions what the user gives the workers' virtual machines
 */
public record Execution(
    ExecutorKind kind,
    WorkerShare share,
    MachineResources machine,
    Optional<RayTarget> ray,
    List<String> workerJavaOptions) {

  /**
   * Whether paused trials may wait in their workers: never with a device that others could use, nor
   * in an actor, which keeps all that it has asked for.
   */
  public boolean mayPark() {
    if (kind == ExecutorKind.RAY) {
      return false;
    }
    boolean hidden = share.gpus().isPresent() && share.gpus().getAsDouble() == 0;
    return hidden || machine.gpus().isEmpty();
  }

  /** The machine's devices. */
  public List<GpuPool.Gpu> gpus() {
    return machine.gpus();
  }
}
