package io.synapse.cli;

import io.synapse.action.PythonChoice;
import io.synapse.cli.TextTable.Column;
import io.synapse.cli.doctor.Finding;
import io.synapse.cli.doctor.JavaCheck;
import io.synapse.cli.doctor.MachineCheck;
import io.synapse.cli.doctor.PythonCheck;
import io.synapse.cli.doctor.StoreCheck;
import io.synapse.python.Interpreter.Origin;
import io.synapse.python.NamedInterpreter;
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
        "Looks at what runs need of this machine: Java, Python, processors, GPUs and the store; and"
            + " says what to do about what is missing. Changes nothing. Exit status 1 when something"
            + " is broken.",
    footerHeading = "%nExamples:%n",
    footer = {"  synapse doctor", "  synapse doctor --python ~/envs/torch"})
final class DoctorCommand extends BasicCommand {

  @Option(
      names = "--python",
      paramLabel = "PATH_OR_NAME",
      description =
          "Looks at this interpreter in place of the one that a plugin in this folder would get.")
  private String python;

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
    boolean broken = findings.stream().anyMatch(each -> each.state() == Finding.State.BROKEN);
    return broken ? ExitStatus.FAILED : ExitStatus.DONE;
  }

  private List<Finding> findings() {
    Map<String, String> variables = System.getenv();
    List<Finding> findings = new ArrayList<>();
    findings.add(JavaCheck.look());
    findings.add(new PythonCheck(variables).look(named()));
    findings.addAll(MachineCheck.look(variables));
    findings.add(StoreCheck.look(store.folder()));
    return findings;
  }

  private Optional<NamedInterpreter> named() {
    return Optional.ofNullable(python)
        .map(text -> TrainOptions.pythonReference(text, "--python"))
        .map(reference -> PythonChoice.named(reference, Origin.COMMAND_LINE));
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
