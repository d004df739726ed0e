package io.synapse.execute.process;

import io.synapse.execute.EventQueue;
import io.synapse.execute.Language;
import io.synapse.execute.PythonScenarioPlugin;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialExecutorContract;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.python.PythonCode;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.Pythons;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;

@NeedsPython
class PythonExecutorTest extends TrialExecutorContract {

  private static Path interpreter;

  @BeforeAll
  static void findPython() {
    interpreter = Pythons.require();
  }

  @Override
  protected Path scenario(Path folder) {
    return PythonScenarioPlugin.file(folder);
  }

  @Override
  protected Language language() {
    return PythonScenarioPlugin.language();
  }

  @Override
  protected TrialExecutor executor(Setup setup, EventQueue events) {
    return new ProcessExecutor(
        new ProcessExecutor.ProcessSettings(
            setup.said("scenario"),
            new WorkerShare(1, OptionalDouble.empty(), 2),
            List.of(),
            new WorkerProgram.PythonWorker(interpreter, PythonCode.unpack(cacheIn(setup))),
            WorkerLimits.usual(setup.stopGrace()),
            setup.unattributedOutput()),
        events);
  }

  private static Map<String, String> cacheIn(Setup setup) {
    return Map.of("XDG_CACHE_HOME", setup.plugin().resolveSibling("cache").toString());
  }
}
