package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.store.Store;
import io.synapse.store.run.StoredRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse runs remove}. */
@Command(
    name = "remove",
    sortOptions = false,
    description = "Deletes runs with their logs, journals and trials. Their models stay.",
    footerHeading = "%nExample:%n",
    footer = "  synapse runs remove digits-20250102-030405")
final class RunsRemoveCommand extends BasicCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|last",
      description = "The runs' ids, the starts of them, or 'last'.")
  private List<String> names;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    try (Store opened = store.openExisting()) {
      // All of them are looked up first, so that a mistyped one removes nothing.
      Map<String, StoredRun> runs = new LinkedHashMap<>();
      for (String name : names) {
        StoredRun run = opened.runs().find(name);
        runs.put(run.id(), run);
      }
      for (StoredRun run : runs.values()) {
        opened.runs().remove(run);
        output().message("removed run " + run.id() + "; its models stay");
      }
    }
    return ExitStatus.DONE;
  }
}
