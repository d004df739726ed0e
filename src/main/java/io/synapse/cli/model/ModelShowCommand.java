package io.synapse.cli.model;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.files.DiskSpace;
import io.synapse.store.Store;
import io.synapse.store.model.ModelProvenance;
import io.synapse.store.model.StoredModel;
import io.synapse.store.model.StoredModel.ModelFile;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse model show}. */
@Command(
    name = "show",
    sortOptions = false,
    description =
        "Shows a model: what trained it, with which hyperparameters, plugin and data, what needs it,"
            + " and its files.",
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
    ModelProvenance origin;
    List<String> references;
    try (Store opened = store.openForReading()) {
      model = opened.models().existing(id);
      origin = opened.models().origin(model);
      references = opened.models().references(id);
    }
    ShownModel shown = new ShownModel(model, origin, references);
    if (json.isChosen()) {
      output().json(shown.toJson());
    } else {
      output().fields(shown.fields());
      output().emptyLine();
      output().table(files(model));
    }
    return ExitStatus.DONE;
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
