package io.synapse.cli.dataset;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.cli.output.HumanTime;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.dataset.DatasetContent;
import io.synapse.dataset.DatasetReader;
import io.synapse.files.DiskSpace;
import io.synapse.problem.InvalidInputException;
import io.synapse.store.Store;
import io.synapse.store.dataset.StoredDataset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse dataset show}. */
@Command(
    name = "show",
    sortOptions = false,
    description = "Shows a data set: where it is, its categories and how many items they hold now.",
    footerHeading = "%nExample:%n",
    footer = "  synapse dataset show 123")
final class DatasetShowCommand extends BasicCommand {

  @Parameters(paramLabel = "ID", description = "The data set's id.")
  private int id;

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    StoredDataset dataset;
    try (Store opened = store.openForReading()) {
      dataset = opened.datasets().existing(id);
    }
    Optional<DatasetContent> content = content(dataset);
    if (json.isChosen()) {
      output().json(document(dataset, content));
    } else {
      output().fields(fields(dataset));
      content.filter(found -> !found.categories().isEmpty()).ifPresent(this::printCategories);
    }
    return ExitStatus.DONE;
  }

  /** What is on the disk now; reported and empty when it cannot be used any more. */
  private Optional<DatasetContent> content(StoredDataset dataset) {
    try {
      return Optional.of(DatasetReader.read(dataset.path()));
    } catch (InvalidInputException e) {
      output().paragraph("warning: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<String, Object> document(
      StoredDataset dataset, Optional<DatasetContent> content) {
    Map<String, Object> document = DatasetJson.of(dataset);
    document.put("content", content.map(DatasetJson::content).orElse(null));
    return document;
  }

  private static FieldList fields(StoredDataset dataset) {
    boolean available = DatasetJson.isAvailable(dataset);
    return new FieldList()
        .add("id", dataset.id())
        .add("name", dataset.name())
        .add("path", dataset.path() + (available ? "" : " (missing)"))
        .add("kept", dataset.imported() ? "in the store" : "in place")
        .add("layout", DatasetJson.layout(dataset))
        .add("items", dataset.items())
        .add("size", DiskSpace.text(dataset.size()))
        .add("fingerprint", dataset.fingerprint().orElse("not computed yet"))
        .add("added", HumanTime.local(dataset.added()));
  }

  private void printCategories(DatasetContent content) {
    TextTable table = new TextTable(List.of(Column.text("CATEGORY"), Column.number("ITEMS")));
    DatasetJson.itemCounts(content)
        .forEach((category, items) -> table.add(List.of(category, Integer.toString(items))));
    output().emptyLine();
    output().table(table);
  }
}
