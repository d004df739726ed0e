package io.synapse.execute.process;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialExecutorContract;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.resources.WorkerShare;
import java.util.List;
import java.util.OptionalDouble;

class ProcessExecutorTest extends TrialExecutorContract {

  @Override
  protected TrialExecutor executor(Setup setup, EventQueue events) {
    return new ProcessExecutor(
        new ProcessExecutor.ProcessSettings(
            setup.said("Scenario"),
            new WorkerShare(1, OptionalDouble.empty(), 2),
            List.of(),
            new WorkerProgram.JavaWorker(List.of("-Xmx128m")),
            WorkerLimits.usual(setup.stopGrace()),
            setup.unattributedOutput()),
        events);
  }
}
