package io.synapse.cli.plugin;

import io.synapse.action.prepare.RunOptions;
import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.cli.runs.RunFacts;
import io.synapse.cli.train.TrainOptions;
import io.synapse.job.Bindings.PluginReference;
import io.synapse.plugin.HyperparameterSchema;
import io.synapse.plugin.PythonPluginFile;
import io.synapse.problem.InvalidInputException;
import io.synapse.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse plugin show}. */
@Command(
    name = "show",
    sortOptions = false,
    description =
        "Lists the plugins in a jar, a folder of classes or a Python file, each with its functions"
            + " and whether it can be loaded, and prints the JSON Schema of their hyperparameters.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse plugin show plugin.py",
      "  synapse plugin show build/plugin.jar",
      "  synapse plugin show build/plugin.jar#Digits lib/needed.jar --json"
    })
final class PluginShowCommand extends BasicCommand {

  @Parameters(
      index = "0",
      paramLabel = "PLUGIN",
      description =
          "PATH or PATH#NAME: the jar, folder or Python file, and which of its plugins (default:"
              + " all).")
  private String plugin;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CLASSPATH",
      description = "Jars and folders that the plugin needs, or where it finds more modules.")
  private List<Path> further = new ArrayList<>();

  @Option(
      names = "--python",
      paramLabel = "PATH_OR_NAME",
      description =
          "The interpreter for a plugin in Python: a program, a virtual environment's folder, or a"
              + " name on the PATH such as python3.11.")
  private String python;

  @Mixin private StoreOption store;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    PluginReference reference = PluginReference.parse(plugin, Path.of("").toAbsolutePath());
    PluginReport report = report(reference);
    if (json.isChosen()) {
      output().json(report.toJson());
    } else {
      print(report);
    }
    if (!report.problems().isEmpty()) {
      throw new InvalidInputException(report.problems());
    }
    return ExitStatus.DONE;
  }

  private PluginReport report(PluginReference reference) {
    Optional<PythonPluginFile> file = PythonPluginFile.at(reference.path());
    if (file.isEmpty()) {
      return new PluginInspection(reference, further).report();
    }
    file.get().check(reference.name());
    RunOptions options =
        RunOptions.ofPlugin(
            further,
            Optional.ofNullable(python)
                .map(text -> TrainOptions.pythonReference(text, "--python")));
    Optional<Store> opened = store.openIfThere();
    try {
      return new PythonPluginInspection(file.get(), options, opened.map(Store::environments))
          .report();
    } finally {
      opened.ifPresent(Store::close);
    }
  }

  private void print(PluginReport report) {
    FieldList facts = new FieldList().add("path", report.path());
    report
        .python()
        .ifPresent(runs -> facts.add("python", runs.version() + " in " + runs.interpreter()));
    String omitted =
        report.python().isPresent() ? "not told (__version__)" : "not told by its manifest";
    output()
        .fields(
            facts
                .add("version", report.version().orElse(omitted))
                .add("fingerprint", report.fingerprint().orElse(RunFacts.NOTHING)));
    output().emptyLine();
    output().table(table(report.entries()));
    report.schema().ifPresent(this::print);
  }

  private static TextTable table(List<PluginReport.ReportedPlugin> entries) {
    TextTable table =
        new TextTable(
            List.of(
                Column.whole("PLUGIN"),
                Column.whole("FUNCTIONS"),
                Column.whole("STATE"),
                Column.text("CLASS")));
    for (PluginReport.ReportedPlugin entry : entries) {
      table.add(
          List.of(
              entry.provider().name(),
              String.join(", ", entry.functions()),
              entry.usable() ? "usable" : "cannot be loaded",
              entry.provider().className()));
    }
    return table;
  }

  private void print(HyperparameterSchema schema) {
    output().emptyLine();
    output().line(schema.place());
    schema.text().lines().forEach(output()::line);
  }
}
