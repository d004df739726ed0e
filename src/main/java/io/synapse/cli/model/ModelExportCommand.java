package io.synapse.cli.model;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.files.DiskSpace;
import io.synapse.report.card.ModelCard;
import io.synapse.store.Store;
import io.synapse.store.model.ModelStore;
import io.synapse.store.model.ModelStore.ExistingFiles;
import io.synapse.store.model.StoredModel;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse model export}. */
@Command(
    name = "export",
    sortOptions = false,
    description = {
      "Copies a model into a folder or a zip archive, each of its files compared with its SHA-256"
          + " on the way: everything or, on a failure, nothing.",
      "Beside the files lie model-card.md, which tells people what trained the model and how good"
          + " it is, and model.json, which tells programs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse model export 7 --to best-model",
      "  synapse model export 7 --to best-model.zip"
    })
final class ModelExportCommand extends BasicCommand {

  @Parameters(index = "0", paramLabel = "ID", description = "The model's id.")
  private long id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "The same as --to TARGET.")
  private Path target;

  @Option(
      names = "--to",
      paramLabel = "DIR|FILE.zip",
      description = "The folder, made when it is missing, or the archive.")
  private Path to;

  @Option(
      names = "--force",
      description =
          "Replaces an archive that is there, or files of the same names in a folder that is not"
              + " empty.")
  private boolean force;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    Path place = place();
    try (Store opened = store.openForReading()) {
      ModelStore models = opened.models();
      StoredModel model = models.existing(id);
      String card = new ModelCard(model, models.origin(model)).text();
      models.export(model, card, place, force ? ExistingFiles.REPLACE : ExistingFiles.REFUSE);
      output()
          .message(
              "exported model %d (%s) to %s"
                  .formatted(id, DiskSpace.text(model.size()), place.toAbsolutePath().normalize()));
    }
    return ExitStatus.DONE;
  }

  private Path place() {
    if ((to == null) == (target == null)) {
      throw misuse("name one place for the model: --to DIR, or --to FILE.zip");
    }
    return to == null ? target : to;
  }
}
