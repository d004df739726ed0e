package io.synapse.cli.model;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.store.Store;
import io.synapse.store.model.ModelStore;
import io.synapse.store.model.ModelStore.ModelSummary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse model remove}. */
@Command(
    name = "remove",
    sortOptions = false,
    description =
        "Deletes models with their files. The runs that made them stay. The best model of a run, and"
            + " one from which a run starts that can go on, is deleted only with --force.",
    footerHeading = "%nExample:%n",
    footer = "  synapse model remove 7 8 9")
final class ModelRemoveCommand extends BasicCommand {

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The models' ids.")
  private List<Long> ids;

  @Option(names = "--force", description = "Deletes models that runs still refer to, too.")
  private boolean force;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    try (Store opened = store.openExisting()) {
      requireAll(opened.models());
      for (long id : new LinkedHashSet<>(ids)) {
        remove(opened.models(), id);
        output().message("removed model " + id);
      }
    }
    return ExitStatus.DONE;
  }

  private void remove(ModelStore models, long id) {
    if (force) {
      models.removeNeeded(id);
    } else {
      models.remove(id);
    }
  }

  /**
   * A mistyped id, or a model that is needed, removes nothing; a model whose record is damaged can
   * be removed.
   */
  private void requireAll(ModelStore models) {
    Set<Long> known = models.list().stream().map(ModelSummary::id).collect(Collectors.toSet());
    ids.stream().filter(id -> !known.contains(id)).forEach(models::existing);
    if (!force) {
      ids.forEach(models::requireUnneeded);
    }
  }
}
