package io.synapse.cli;

import io.synapse.store.Store;
import io.synapse.store.StoredDataset;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse dataset remove}. */
@Command(
    name = "remove",
    sortOptions = false,
    description =
        "Removes data sets from the store. What was imported is deleted; folders and files that"
            + " were used in place stay.",
    footerHeading = "%nExample:%n",
    footer = "  synapse dataset remove 123")
final class DatasetRemoveCommand extends BasicCommand {

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The data sets' ids.")
  private List<Integer> ids;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    try (Store opened = store.openExisting()) {
      // All of them are looked up first, so that a mistyped id removes nothing.
      ids.forEach(opened.datasets()::existing);
      for (int id : new LinkedHashSet<>(ids)) {
        StoredDataset removed = opened.datasets().remove(id);
        output().message("removed data set " + id + " '" + removed.name() + "'" + files(removed));
      }
    }
    return ExitStatus.DONE;
  }

  private static String files(StoredDataset removed) {
    return removed.imported() ? " with its files" : "; its files stay at " + removed.path();
  }
}
