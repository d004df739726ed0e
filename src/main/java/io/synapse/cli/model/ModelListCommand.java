package io.synapse.cli.model;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreListing;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.CsvTable;
import io.synapse.cli.output.FormatOption;
import io.synapse.cli.output.FormatOption.OutputFormat;
import io.synapse.cli.output.HumanTime;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.files.DiskSpace;
import io.synapse.run.RunEventCodec;
import io.synapse.store.model.ModelStore.ModelSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code synapse model list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Lists the models of the store in the order of their ids, the newest last.",
    footerHeading = "%nExamples:%n",
    footer = {"  synapse model list", "  synapse model list --csv > models.csv"})
final class ModelListCommand extends BasicCommand {

  /** The names in the JSON of a model, in their order. */
  private static final List<String> FIELDS =
      List.of("id", "name", "run_id", "trial_id", "files", "size", "time");

  @Mixin private FormatOption format;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    OutputFormat chosen = format.chosen();
    List<ModelSummary> models =
        new StoreListing(store, output(), "models", "synapse train -f FILE")
            .read(opened -> opened.models().list());
    print(models, chosen);
    return ExitStatus.DONE;
  }

  private void print(List<ModelSummary> models, OutputFormat chosen) {
    List<Map<String, Object>> rows = models.stream().map(ModelListCommand::document).toList();
    switch (chosen) {
      case TEXT -> {
        if (!models.isEmpty()) {
          output().table(table(models));
        }
      }
      case JSON -> output().json(rows);
      case CSV -> output().csv(new CsvTable(FIELDS, rows));
    }
  }

  private static Map<String, Object> document(ModelSummary model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", model.id());
    fields.put("name", model.name());
    fields.put("run_id", model.runId());
    fields.put("trial_id", model.trialId());
    fields.put("files", model.files());
    fields.put("size", model.size());
    fields.put("time", RunEventCodec.time(model.time()));
    return fields;
  }

  private static TextTable table(List<ModelSummary> models) {
    TextTable table =
        new TextTable(
            List.of(
                Column.number("ID"),
                Column.text("NAME"),
                Column.number("FILES"),
                Column.number("SIZE"),
                Column.whole("MADE"),
                Column.text("RUN")));
    for (ModelSummary model : models) {
      table.add(
          List.of(
              Long.toString(model.id()),
              model.name(),
              Long.toString(model.files()),
              DiskSpace.text(model.size()),
              HumanTime.local(model.time()),
              model.runId()));
    }
    return table;
  }
}
