package io.synapse.execute.ray;

import io.synapse.testing.NeedsPython;
import java.util.List;

@NeedsPython(module = "ray")
class RayExecutorTest extends RayExecutorContract {

  @Override
  RayProgram program() {
    return new RayProgram.OfJava(List.of("-Xmx128m"));
  }

  @Override
  String pluginName() {
    return "Scenario";
  }
}
