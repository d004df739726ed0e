package io.synapse.cli.dataset;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.store.Store;
import io.synapse.store.dataset.DatasetStore;
import io.synapse.store.dataset.StoredDataset;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse dataset remove}. */
@Command(
    name = "remove",
    sortOptions = false,
    description =
        "Removes data sets from the store. What was imported is deleted; folders and files that"
            + " were used in place stay. What was imported and is needed by a run that can go on is"
            + " deleted only with --force.",
    footerHeading = "%nExample:%n",
    footer = "  synapse dataset remove 123")
final class DatasetRemoveCommand extends BasicCommand {

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The data sets' ids.")
  private List<Integer> ids;

  @Option(names = "--force", description = "Removes data sets that runs still need, too.")
  private boolean force;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    try (Store opened = store.openExisting()) {
      requireAll(opened.datasets());
      for (int id : new LinkedHashSet<>(ids)) {
        StoredDataset removed = remove(opened.datasets(), id);
        output().message("removed data set " + id + " '" + removed.name() + "'" + files(removed));
      }
    }
    return ExitStatus.DONE;
  }

  /** A mistyped id, or a data set that is needed, removes nothing. */
  private void requireAll(DatasetStore datasets) {
    ids.forEach(datasets::existing);
    if (!force) {
      ids.forEach(datasets::requireUnneeded);
    }
  }

  private StoredDataset remove(DatasetStore datasets, int id) {
    return force ? datasets.removeNeeded(id) : datasets.remove(id);
  }

  private static String files(StoredDataset removed) {
    return removed.imported() ? " with its files" : "; its files stay at " + removed.path();
  }
}
