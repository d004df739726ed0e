package io.synapse.execute.ray;

import io.synapse.execute.Language;
import io.synapse.execute.PythonScenarioPlugin;
import io.synapse.testing.NeedsPython;
import java.nio.file.Path;

@NeedsPython(module = "ray")
class RayPythonExecutorTest extends RayExecutorContract {

  @Override
  RayWorkerProgram program() {
    return new RayWorkerProgram.PythonOnNode(python(), false);
  }

  @Override
  String pluginName() {
    return "scenario";
  }

  @Override
  protected Path scenario(Path folder) {
    return PythonScenarioPlugin.file(folder);
  }

  @Override
  protected Language language() {
    return PythonScenarioPlugin.language();
  }
}
