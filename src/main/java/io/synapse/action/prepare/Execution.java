package io.synapse.action.prepare;

import io.synapse.execute.provider.ExecutionTarget;
import io.synapse.execute.resources.MachineResources;
import io.synapse.execute.resources.WorkerShare;
import java.util.List;

/**
 * Where and with what trials run.
 *
 * @param target where
 * @param share what each of them gets of the machine, or of its node
 * @param machine what this machine offers to all of them
 * @param workerJavaOptions what the user gives the workers' virtual machines
 */
public record Execution(
    ExecutionTarget target,
    WorkerShare share,
    MachineResources machine,
    List<String> workerJavaOptions) {

  /** Whether paused trials may wait in their workers. */
  public boolean mayPark() {
    return target.mayPark(share);
  }
}
