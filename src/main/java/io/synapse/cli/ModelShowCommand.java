package io.synapse.cli;

import io.synapse.cli.TextTable.Column;
import io.synapse.store.DiskSpace;
import io.synapse.store.ModelFile;
import io.synapse.store.Store;
import io.synapse.store.StoredModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse model show}. */
@Command(
    name = "show",
    sortOptions = false,
    description = "Shows a model: what made it, with which hyperparameters, and its files.",
    footerHeading = "%nExample:%n",
    footer = "  synapse model show 7")
final class ModelShowCommand extends BasicCommand {

  @Parameters(paramLabel = "ID", description = "The model's id.")
  private long id;

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    StoredModel model;
    try (Store opened = store.openForReading()) {
      model = opened.models().existing(id);
    }
    if (json.isChosen()) {
      output().json(document(model));
    } else {
      output().fields(fields(model));
      output().emptyLine();
      output().table(files(model));
    }
    return ExitStatus.DONE;
  }

  private static Map<String, Object> document(StoredModel model) {
    Map<String, Object> document = new LinkedHashMap<>(model.toJson());
    document.put("size", model.size());
    document.put("path", model.filesFolder().toString());
    return document;
  }

  private static FieldList fields(StoredModel model) {
    return new FieldList()
        .add("id", model.id())
        .add("name", model.name())
        .add("run", model.runId())
        .add("trial", model.trialId())
        .add("config", ShownValues.of(model.config()))
        .add("metrics", ShownValues.of(model.metrics()))
        .add("size", DiskSpace.text(model.size()))
        .add("made", HumanTime.local(model.time()))
        .add("data set", "SHA-256 " + model.fingerprints().dataset())
        .add("plugin", "SHA-256 " + model.fingerprints().plugin())
        .add("path", model.filesFolder());
  }

  private static TextTable files(StoredModel model) {
    TextTable table =
        new TextTable(List.of(Column.text("FILE"), Column.number("SIZE"), Column.text("SHA-256")));
    for (ModelFile file : model.files()) {
      table.add(List.of(file.name(), DiskSpace.text(file.size()), file.sha256()));
    }
    return table;
  }
}
