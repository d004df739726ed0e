package io.synapse.cli;

import io.synapse.cli.TextTable.Column;
import io.synapse.store.DiskSpace;
import io.synapse.store.ModelSummary;
import io.synapse.tune.RunEventJson;
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
    footerHeading = "%nExample:%n",
    footer = "  synapse model list")
final class ModelListCommand extends BasicCommand {

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    List<ModelSummary> models =
        new StoreListing(store, output(), "models", "synapse train -f FILE")
            .read(opened -> opened.models().list());
    if (json.isChosen()) {
      output().json(models.stream().map(ModelListCommand::document).toList());
    } else if (!models.isEmpty()) {
      output().table(table(models));
    }
    return ExitStatus.DONE;
  }

  private static Map<String, Object> document(ModelSummary model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", model.id());
    fields.put("name", model.name());
    fields.put("run_id", model.runId());
    fields.put("trial_id", model.trialId());
    fields.put("files", model.files());
    fields.put("size", model.size());
    fields.put("time", RunEventJson.time(model.time()));
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
