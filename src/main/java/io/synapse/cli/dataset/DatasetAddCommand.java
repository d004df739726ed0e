package io.synapse.cli.dataset;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.files.DiskSpace;
import io.synapse.problem.InvalidInputException;
import io.synapse.store.Store;
import io.synapse.store.dataset.StoredDataset;
import io.synapse.store.dataset.StoredDataset.NewDataset;
import io.synapse.store.dataset.StoredDataset.NewDataset.Placement;
import io.synapse.terminal.ProgressLine;
import io.synapse.terminal.ValueText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse dataset add}. */
@Command(
    name = "add",
    sortOptions = false,
    description = {
      "Adds a data set to the store and prints its id: a folder (each subfolder a category, or an"
          + " items.jsonl that lists the items), a file, or an archive (zip, tar, tgz).",
      "A folder or file stays where it is unless --copy is given; an archive is unpacked into the"
          + " store, without its one outermost folder when that holds folders or an items.jsonl."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse dataset add data/digits",
      "  synapse dataset add photos.zip --id 123 --name 'Street photos'"
    })
final class DatasetAddCommand extends BasicCommand {

  @Parameters(paramLabel = "PATH", description = "The folder, file or archive.")
  private Path path;

  @Option(
      names = "--id",
      paramLabel = "N",
      description = "The id it gets (default: the next free one).")
  private Integer id;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Its name, for people (default: the file's or folder's name).")
  private String name;

  @Option(names = "--copy", description = "Copies the files into the store.")
  private boolean copy;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    if (!Files.exists(path)) {
      // Told before a store is made for nothing.
      throw new InvalidInputException("the data set " + path + " is not there; check the path");
    }
    NewDataset added =
        new NewDataset(
            path,
            id == null ? OptionalInt.empty() : OptionalInt.of(id),
            Optional.ofNullable(name),
            copy ? Placement.COPIED : Placement.IN_PLACE);
    StoredDataset dataset = add(added);
    output().line(Integer.toString(dataset.id()));
    output()
        .message(
            "added data set %d '%s': %d items, %s, %s %s"
                .formatted(
                    dataset.id(),
                    dataset.name(),
                    dataset.items(),
                    DiskSpace.text(dataset.size()),
                    dataset.imported() ? "imported into" : "used in place at",
                    dataset.path()));
    return ExitStatus.DONE;
  }

  private StoredDataset add(NewDataset added) {
    try (Store opened = store.open();
        ProgressLine line = ProgressLine.open()) {
      return opened.datasets().add(added, (done, total) -> line.show(progress(done, total)));
    }
  }

  private static String progress(long done, long total) {
    double share = total == 0 ? 1 : (double) done / total;
    return "importing: %s, %s of %s"
        .formatted(ValueText.percent(share), DiskSpace.text(done), DiskSpace.text(total));
  }
}
