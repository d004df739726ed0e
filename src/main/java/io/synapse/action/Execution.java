package io.synapse.action;

import io.synapse.execute.resources.Gpu;
import io.synapse.execute.resources.MachineResources;
import io.synapse.execute.resources.WorkerShare;
import java.util.List;

/**
 * Where and with what trials run.
 *
 * @param kind where
 * @param share what each of them gets of the machine
 * @param machine what it offers to all of them
 * @param workerJavaOptions what the user gives the workers' virtual machines
 */
public record Execution(
    ExecutorKind kind,
    WorkerShare share,
    MachineResources machine,
    List<String> workerJavaOptions) {

  /** Whether paused trials may wait in their workers: never with a device that others could use. */
  boolean mayPark() {
    boolean hidden = share.gpus().isPresent() && share.gpus().getAsDouble() == 0;
    return hidden || machine.gpus().isEmpty();
  }

  /** The machine's devices. */
  List<Gpu> gpus() {
    return machine.gpus();
  }
}
