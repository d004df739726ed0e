package io.synapse.cli;

import io.synapse.store.DiskSpace;
import io.synapse.store.ModelStore.ExistingFiles;
import io.synapse.store.Store;
import io.synapse.store.StoredModel;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse model export}. */
@Command(
    name = "export",
    sortOptions = false,
    description =
        "Copies a model's files into a folder, each compared with its SHA-256 on the way: all of"
            + " them or, on a failure, none.",
    footerHeading = "%nExample:%n",
    footer = "  synapse model export 7 best-model")
final class ModelExportCommand extends BasicCommand {

  @Parameters(index = "0", paramLabel = "ID", description = "The model's id.")
  private long id;

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "The folder; made when it is missing.")
  private Path target;

  @Option(
      names = "--force",
      description = "Replaces files of the same names in a folder that is not empty.")
  private boolean force;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    try (Store opened = store.openForReading()) {
      StoredModel model = opened.models().existing(id);
      opened.models().export(model, target, force ? ExistingFiles.REPLACE : ExistingFiles.REFUSE);
      output()
          .message(
              "exported model %d (%s) to %s"
                  .formatted(
                      id, DiskSpace.text(model.size()), target.toAbsolutePath().normalize()));
    }
    return ExitStatus.DONE;
  }
}
