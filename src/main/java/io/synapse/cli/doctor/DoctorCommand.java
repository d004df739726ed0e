package io.synapse.cli.doctor;

import io.synapse.action.prepare.PythonChoice;
import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExecutorNames;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.doctor.MachineCheck.JavaCheck;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.cli.train.ClusterOptions;
import io.synapse.cli.train.TrainOptions;
import io.synapse.execute.provider.ExecutorProvider;
import io.synapse.problem.Problems;
import io.synapse.python.Interpreter;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.Interpreter.NamedInterpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code synapse doctor}. */
@Command(
    name = "doctor",
    sortOptions = false,
    description =
        "Looks at what runs need of this machine: Java, Python, processors, GPUs, the store and Ray;"
            + " with --executor ray also at the cluster. Says what to do about what is missing."
            + " Changes nothing. Exit status 1 when something is broken.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse doctor",
      "  synapse doctor --python ~/envs/torch",
      "  synapse doctor --executor ray --ray-address head:6379"
    })
public final class DoctorCommand extends BasicCommand {

  private static final String JAVA_ON_NODES =
      "on Ray's nodes plugins in Java need a Java 17 or later as well, plugins in Python none";

  @Option(
      names = "--python",
      paramLabel = "PATH_OR_NAME",
      description =
          "Looks at this interpreter in place of the one that a plugin in this folder would get.")
  private String python;

  @Option(
      names = {"-e", "--executor"},
      paramLabel = "NAME",
      converter = ExecutorNames.class,
      completionCandidates = ExecutorNames.class,
      description =
          "Where trials are to run: ${COMPLETION-CANDIDATES} (default: process); with 'ray' the"
              + " cluster is asked for its nodes.")
  private ExecutorProvider executor;

  @Mixin private ClusterOptions cluster;
  @Mixin private StoreOption store;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    List<Finding> findings = findings();
    if (json.isChosen()) {
      output().json(findings.stream().map(Finding::toJson).toList());
    } else {
      print(findings);
    }
    boolean broken = findings.stream().anyMatch(each -> each.state() == Finding.CheckState.BROKEN);
    return broken ? ExitStatus.FAILED : ExitStatus.DONE;
  }

  private List<Finding> findings() {
    Map<String, String> variables = System.getenv();
    RayCheck ray = RayCheck.of(cluster(), variables);
    List<Finding> findings = new ArrayList<>();
    findings.add(isOnRay() ? JavaCheck.look().and(JAVA_ON_NODES) : JavaCheck.look());
    Optional<Interpreter> usual = isOnRay() ? ray.interpreter() : Optional.empty();
    findings.add(new PythonCheck(variables, usual).look(named()));
    findings.addAll(MachineCheck.look(variables));
    findings.add(StoreCheck.look(store.folder()));
    findings.addAll(isOnRay() ? ray.lookAtCluster() : List.of(ray.look()));
    return findings;
  }

  private boolean isOnRay() {
    return executor != null && executor.usesCluster();
  }

  private RayOptions cluster() {
    Problems problems = new Problems();
    cluster.check(isOnRay(), problems);
    problems.throwIfAny();
    return cluster.options();
  }

  private Optional<NamedInterpreter> named() {
    return Optional.ofNullable(python)
        .map(text -> TrainOptions.pythonReference(text, "--python"))
        .map(reference -> PythonChoice.named(reference, InterpreterOrigin.COMMAND_LINE));
  }

  private void print(List<Finding> findings) {
    TextTable table =
        new TextTable(List.of(Column.whole("PART"), Column.whole("STATE"), Column.text("FOUND")));
    findings.forEach(
        each ->
            table.add(
                List.of(each.part(), each.state().name().toLowerCase(Locale.ROOT), each.found())));
    output().table(table);
    List<Finding> lacking = findings.stream().filter(each -> !each.remedy().isEmpty()).toList();
    if (!lacking.isEmpty()) {
      output().emptyLine();
      lacking.forEach(each -> output().line(each.part() + ": " + each.remedy()));
    }
  }
}
