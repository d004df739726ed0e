package io.synapse.execute.provider;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.process.ProcessExecutor;
import io.synapse.execute.process.WorkerProgram;
import io.synapse.execute.resources.MachineResources;
import io.synapse.plugin.PythonPlugin;
import io.synapse.python.PythonCode;
import java.util.ArrayList;
import java.util.List;

/** Runs trials in worker processes on this machine, one for each slot. */
final class ProcessProvider implements ExecutorProvider {

  @Override
  public String name() {
    return "process";
  }

  @Override
  public ExecutionTarget locate(Request request) {
    return new Workers(this, request.machine());
  }

  private static final class Workers extends ThisMachine {

    Workers(ExecutorProvider provider, MachineResources machine) {
      super(provider, machine);
    }

    @Override
    public void describe(ExecutionDescription description) {
      List<String> each = new ArrayList<>(List.of(description.cpus()));
      description.heap().ifPresent(each::add);
      boolean hasGpus = !machine().gpus().isEmpty();
      each.add(description.devices(hasGpus ? "all GPUs, which they share" : "no GPU"));
      description.add("trials in", "worker processes, each with " + String.join(", ", each));
      description.addJavaOptions();
    }

    @Override
    public TrialExecutor create(ExecutorSetup setup, EventQueue events) {
      return new ProcessExecutor(
          new ProcessExecutor.ProcessSettings(
              setup.message(),
              setup.share(),
              machine().gpus(),
              program(setup),
              WorkerLimits.usual(setup.stopGrace()),
              setup.printsFile()),
          events);
    }

    private static WorkerProgram program(ExecutorSetup setup) {
      return setup.plugin() instanceof PythonPlugin plugin
          ? new WorkerProgram.PythonWorker(
              plugin.python().interpreter(), PythonCode.unpack(System.getenv()))
          : new WorkerProgram.JavaWorker(setup.workerJavaOptions());
    }
  }
}
