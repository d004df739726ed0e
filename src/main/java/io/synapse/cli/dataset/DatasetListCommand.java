package io.synapse.cli.dataset;

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
import io.synapse.store.dataset.StoredDataset;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code synapse dataset list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Lists the data sets of the store in the order of their ids.",
    footerHeading = "%nExamples:%n",
    footer = {"  synapse dataset list --json", "  synapse dataset list --csv > datasets.csv"})
final class DatasetListCommand extends BasicCommand {

  @Mixin private FormatOption format;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    OutputFormat chosen = format.chosen();
    List<StoredDataset> datasets =
        new StoreListing(store, output(), "data sets", "synapse dataset add PATH")
            .read(opened -> opened.datasets().list());
    print(datasets, chosen);
    return ExitStatus.DONE;
  }

  private void print(List<StoredDataset> datasets, OutputFormat chosen) {
    List<Map<String, Object>> rows = datasets.stream().map(DatasetJson::of).toList();
    switch (chosen) {
      case TEXT -> {
        if (!datasets.isEmpty()) {
          output().table(table(datasets));
        }
      }
      case JSON -> output().json(rows);
      case CSV -> output().csv(new CsvTable(DatasetJson.FIELDS, rows));
    }
  }

  private static TextTable table(List<StoredDataset> datasets) {
    TextTable table =
        new TextTable(
            List.of(
                Column.number("ID"),
                Column.text("NAME"),
                Column.whole("LAYOUT"),
                Column.number("ITEMS"),
                Column.number("SIZE"),
                Column.whole("ADDED"),
                Column.text("PATH")));
    for (StoredDataset dataset : datasets) {
      table.add(
          List.of(
              Integer.toString(dataset.id()),
              dataset.name(),
              DatasetJson.layout(dataset),
              Long.toString(dataset.items()),
              DiskSpace.text(dataset.size()),
              HumanTime.local(dataset.added()),
              (DatasetJson.isAvailable(dataset) ? "" : "missing: ") + dataset.path()));
    }
    return table;
  }
}
