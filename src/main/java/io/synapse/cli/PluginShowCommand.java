package io.synapse.cli;

import io.synapse.cli.TextTable.Column;
import io.synapse.job.Bindings.PluginReference;
import io.synapse.plugin.HyperparameterSchema;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse plugin show}. */
@Command(
    name = "show",
    sortOptions = false,
    description =
        "Lists the plugins in a jar or folder of classes, each with its functions and whether it"
            + " can be loaded, and prints the JSON Schema of their hyperparameters.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse plugin show build/plugin.jar",
      "  synapse plugin show build/plugin.jar#Digits lib/needed.jar --json"
    })
final class PluginShowCommand extends BasicCommand {

  @Parameters(
      index = "0",
      paramLabel = "PLUGIN",
      description =
          "PATH or PATH#NAME: the jar or folder, and which of its plugins (default: all).")
  private String plugin;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CLASSPATH",
      description = "Jars and folders that the plugin needs.")
  private List<Path> further = new ArrayList<>();

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    PluginReference reference = PluginReference.parse(plugin, Path.of("").toAbsolutePath());
    PluginReport report = new PluginInspection(reference, further).report();
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

  private void print(PluginReport report) {
    output()
        .fields(
            new FieldList()
                .add("path", report.path())
                .add("version", report.version().orElse("not told by its manifest"))
                .add("fingerprint", report.fingerprint().orElse(RunFacts.NOTHING)));
    output().emptyLine();
    output().table(table(report.entries()));
    report.schema().ifPresent(this::print);
  }

  private static TextTable table(List<PluginReport.Entry> entries) {
    TextTable table =
        new TextTable(
            List.of(
                Column.whole("PLUGIN"),
                Column.whole("FUNCTIONS"),
                Column.whole("STATE"),
                Column.text("CLASS")));
    for (PluginReport.Entry entry : entries) {
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
