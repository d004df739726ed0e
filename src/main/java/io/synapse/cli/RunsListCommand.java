package io.synapse.cli;

import io.synapse.cli.TextTable.Column;
import io.synapse.store.RunStore;
import io.synapse.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code synapse runs list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Lists the runs of the store, the newest first.",
    footerHeading = "%nExample:%n",
    footer = "  synapse runs list")
final class RunsListCommand extends BasicCommand {

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    List<RunFacts> runs =
        new StoreListing(store, output(), "runs", "synapse train -f FILE")
            .read(RunsListCommand::newestFirst);
    if (json.isChosen()) {
      output().json(runs.stream().map(RunFacts::toJson).toList());
    } else if (!runs.isEmpty()) {
      output().table(table(runs));
    }
    return ExitStatus.DONE;
  }

  private static List<RunFacts> newestFirst(Store opened) {
    RunStore runs = opened.runs();
    List<RunFacts> facts = new ArrayList<>();
    runs.list().forEach(run -> facts.add(RunFacts.of(run, runs)));
    Collections.reverse(facts);
    return facts;
  }

  private static TextTable table(List<RunFacts> runs) {
    TextTable table =
        new TextTable(
            List.of(
                Column.whole("RUN"),
                Column.whole("STATUS"),
                Column.whole("TRIALS"),
                Column.text("BEST"),
                Column.whole("STARTED"),
                Column.number("DURATION"),
                Column.whole("MODE"),
                Column.text("NAME")));
    for (RunFacts facts : runs) {
      table.add(
          List.of(
              facts.run().id(),
              facts.status().text(),
              facts.trials(),
              facts.best(),
              HumanTime.local(facts.run().started()),
              facts.durationText(),
              facts.run().mode().text(),
              facts.run().jobName()));
    }
    return table;
  }
}
