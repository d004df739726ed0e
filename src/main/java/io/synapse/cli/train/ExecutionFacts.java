package io.synapse.cli.train;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.RunOptions;
import io.synapse.action.prepare.TrainPlan;
import io.synapse.cli.output.FieldList;
import io.synapse.execute.provider.ExecutionDescription;
import io.synapse.execute.resources.MachineResources;
import io.synapse.plugin.PythonPlugin;
import io.synapse.terminal.ValueText;
import java.util.OptionalDouble;

/** Tells where trials run, and what of the machine each of them gets. */
final class ExecutionFacts {

  private final TrainPlan.Execution execution;
  private final RunOptions options;
  private final boolean inPython;

  ExecutionFacts(Preparation preparation) {
    this.execution = preparation.plan().execution();
    this.options = preparation.options();
    this.inPython = preparation.plugin() instanceof PythonPlugin;
  }

  void addTo(FieldList facts) {
    ExecutionDescription description =
        new ExecutionDescription(
            execution.share(), inPython, execution.workerJavaOptions(), ValueText::value);
    execution.target().describe(description);
    description.lines().forEach(line -> facts.add(line.label(), line.text()));
    if (execution.target().usesThisMachine()) {
      facts.add("machine", machine(execution.machine(), description));
    }
  }

  private String machine(MachineResources machine, ExecutionDescription description) {
    String cpus = description.counted(machine.cpus(), "CPU");
    double total = machine.gpuTotal().doubleValue();
    String gpus = total == 0 ? "no GPUs" : description.counted(total, "GPU");
    boolean detected = options.cpus().isEmpty() && options.gpus().isEmpty();
    return detected
        ? cpus + ", " + gpus + " (detected)"
        : "%s (%s), %s (%s)"
            .formatted(
                cpus, source(options.cpus(), "--cpus"), gpus, source(options.gpus(), "--gpus"));
  }

  private static String source(OptionalDouble given, String option) {
    return given.isPresent() ? "as given by " + option : "detected";
  }
}
