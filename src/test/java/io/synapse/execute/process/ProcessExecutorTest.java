package io.synapse.execute.process;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialExecutorContract;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.protocol.DriverMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

class ProcessExecutorTest extends TrialExecutorContract {

  @Override
  protected TrialExecutor executor(Setup setup, EventQueue events) {
    DriverMessage.Setup said =
        new DriverMessage.Setup(
            new DriverMessage.PluginPlace(List.of(setup.plugin().toString()), "Scenario"),
            new DriverMessage.DatasetPlace(
                setup.dataset().id(),
                setup.dataset().name(),
                setup.dataset().path().toString(),
                "fingerprint"),
            setup.startModel().map(Path::toString).orElse(null),
            setup.tuning());
    return new ProcessExecutor(
        new ProcessExecutor.Settings(
            said,
            new WorkerShare(1, OptionalDouble.empty(), 2),
            List.of(),
            new WorkerProgram.OfJava(List.of("-Xmx128m")),
            WorkerLimits.usual(setup.stopGrace()),
            setup.strays()),
        events);
  }
}
