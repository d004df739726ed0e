package io.synapse.cli.train;

import io.synapse.action.prepare.Execution;
import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.RayTarget;
import io.synapse.action.prepare.RunOptions;
import io.synapse.cli.output.FieldList;
import io.synapse.execute.resources.MachineResources;
import io.synapse.files.DiskSpace;
import io.synapse.plugin.PythonPlugin;
import io.synapse.terminal.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tells where trials run, and what of the machine each of them gets. */
final class ExecutionFacts {

  private static final String MOST_HEAP = "-Xmx";

  private final Execution execution;
  private final RunOptions options;
  private final boolean inPython;

  ExecutionFacts(Preparation preparation) {
    this.execution = preparation.plan().execution();
    this.options = preparation.options();
    this.inPython = preparation.plugin() instanceof PythonPlugin;
  }

  void addTo(FieldList facts) {
    switch (execution.kind()) {
      case PROCESS -> addWorkers(facts);
      case RAY -> addRay(facts);
      case INLINE -> facts.add("trials in", "threads of this process, which share " + ownHeap());
    }
    if (execution.ray().filter(target -> !target.isLocal()).isEmpty()) {
      facts.add("machine", machine(execution.machine()));
    }
  }

  private void addRay(FieldList facts) {
    RayTarget target = execution.ray().orElseThrow();
    boolean hasGpus = target.nodes().gpus() > 0;
    List<String> each = new ArrayList<>();
    each.add(counted(execution.share().cpus(), "CPU"));
    if (!inPython) {
      each.add(givenHeap().map("a heap of "::concat).orElse("a share of its node's memory"));
    }
    each.add(
        devices(hasGpus ? "all GPUs of its node, which they share" : "no GPU that Ray counts"));
    facts.add("trials in", "workers on a Ray cluster, each with " + String.join(", ", each));
    addJavaOptions(facts);
    facts.add("ray", target.python().toString());
    facts.add(
        "cluster",
        target
            .address()
            .map(address -> address + ": " + target.nodes().offer())
            .orElse("Ray on this machine, started and stopped with the run"));
    if (!target.isLocal()) {
      target.nodes().all().forEach(node -> facts.add("", target.nodes().describe(node)));
    }
  }

  private void addWorkers(FieldList facts) {
    List<String> each = new ArrayList<>();
    each.add(counted(execution.share().cpus(), "CPU"));
    if (!inPython) {
      each.add("a heap of " + workerHeap());
    }
    boolean hasGpus = !execution.machine().gpus().isEmpty();
    each.add(devices(hasGpus ? "all GPUs, which they share" : "no GPU"));
    facts.add("trials in", "worker processes, each with " + String.join(", ", each));
    addJavaOptions(facts);
  }

  private void addJavaOptions(FieldList facts) {
    if (!inPython && !execution.workerJavaOptions().isEmpty()) {
      facts.add("worker java", String.join(" ", execution.workerJavaOptions()));
    }
  }

  private static String ownHeap() {
    return "its heap of " + DiskSpace.text(Runtime.getRuntime().maxMemory());
  }

  private String workerHeap() {
    return givenHeap().or(() -> heap(execution.share().javaOptions())).orElse("any size");
  }

  /** The user's options come after those of the share. */
  private Optional<String> givenHeap() {
    return heap(execution.workerJavaOptions());
  }

  /** Of several options the last one counts. */
  private static Optional<String> heap(List<String> options) {
    return options.stream()
        .filter(option -> option.startsWith(MOST_HEAP))
        .reduce((first, second) -> second)
        .map(option -> size(option.substring(MOST_HEAP.length())));
  }

  private static String size(String written) {
    return written.matches("\\d{1,9}[mM]")
        ? DiskSpace.text(Long.parseLong(written.substring(0, written.length() - 1)) << 20)
        : written;
  }

  private String devices(String whenNothingIsAsked) {
    OptionalDouble each = execution.share().gpus();
    if (each.isEmpty()) {
      return whenNothingIsAsked;
    }
    double share = each.getAsDouble();
    if (share == 0) {
      return "no GPU";
    }
    return share < 1
        ? ValueText.value(share) + " of one GPU"
        : counted(share, "GPU") + " of its own";
  }

  private String machine(MachineResources machine) {
    String cpus = counted(machine.cpus(), "CPU");
    double total = machine.gpuTotal().doubleValue();
    String gpus = total == 0 ? "no GPUs" : counted(total, "GPU");
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

  private static String counted(double number, String what) {
    return ValueText.value(number) + " " + what + (number == 1 ? "" : "s");
  }
}
