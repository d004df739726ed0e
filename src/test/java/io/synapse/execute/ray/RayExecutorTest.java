package io.synapse.execute.ray;

import io.synapse.testing.NeedsPython;
import java.util.List;

@NeedsPython(module = "ray")
class RayExecutorTest extends RayExecutorContract {

  @Override
  RayWorkerProgram program() {
    return new RayWorkerProgram.JavaOnNode(List.of("-Xmx128m"));
  }

  @Override
  String pluginName() {
    return "Scenario";
  }
}
