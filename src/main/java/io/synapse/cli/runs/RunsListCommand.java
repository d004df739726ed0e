package io.synapse.cli.runs;

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
import io.synapse.problem.InvalidInputException;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code synapse runs list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Lists the runs of the store, the newest first, or those that are asked for.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs list --since 7d --status failed,interrupted",
      "  synapse runs list --name 'digits*' --sort best --limit 5",
      "  synapse runs list --csv > runs.csv"
    })
final class RunsListCommand extends BasicCommand {

  @Mixin private RunFilter filter;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      defaultValue = "started",
      description =
          "The order: ${COMPLETION-CANDIDATES}; the newest, the best of each objective or the"
              + " longest first (default: ${DEFAULT-VALUE}).")
  private RunOrder order;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Leaves out all but the first N of what is left.")
  private Integer limit;

  @Mixin private FormatOption format;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    OutputFormat chosen = format.chosen();
    if (limit != null && limit < 1) {
      throw new InvalidInputException("--limit", "a number of runs, 1 or more, not " + limit);
    }
    RunFilter.MatchingRuns found =
        filter.of(
            new StoreListing(store, output(), "runs", "synapse train -f FILE")
                .read(RunsListCommand::newestFirst));
    found.nothingLeft().ifPresent(output()::message);
    print(ordered(found.runs()), chosen);
    return ExitStatus.DONE;
  }

  private List<RunFacts> ordered(List<RunFacts> runs) {
    long most = limit == null ? runs.size() : limit;
    // Runs that started at the same moment stay in their order.
    return order == RunOrder.started
        ? runs.stream().limit(most).toList()
        : runs.stream().sorted(order.comparator()).limit(most).toList();
  }

  private void print(List<RunFacts> runs, OutputFormat chosen) {
    List<Map<String, Object>> rows = runs.stream().map(RunFacts::toJson).toList();
    switch (chosen) {
      case TEXT -> {
        if (!runs.isEmpty()) {
          output().table(table(runs));
        }
      }
      case JSON -> output().json(rows);
      case CSV -> output().csv(new CsvTable(RunFacts.FIELDS, rows));
    }
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

  /** In what order runs are listed, as {@code --sort} names it. */
  enum RunOrder {
    /** The latest first. */
    started,
    /** The best first, objective by objective; those without a best value last. */
    best,
    /** The longest first; those of unknown duration last. */
    duration;

    Comparator<RunFacts> comparator() {
      return switch (this) {
        case started -> newestFirst();
        case best -> bestFirst();
        case duration ->
            Comparator.comparing((RunFacts facts) -> facts.duration().orElse(Duration.ofMillis(-1)))
                .reversed()
                .thenComparing(newestFirst());
      };
    }

    private static Comparator<RunFacts> newestFirst() {
      return Comparator.comparing((RunFacts facts) -> facts.run().started()).reversed();
    }

    private static Comparator<RunFacts> bestFirst() {
      return Comparator.comparing((RunFacts facts) -> facts.run().outcome().bestValue().isEmpty())
          .thenComparing(RunOrder::objective)
          .thenComparingDouble(RunOrder::loss)
          .thenComparing(newestFirst());
    }

    /** Values of different metrics have no order. */
    private static String objective(RunFacts facts) {
      return facts.run().objective().map(goal -> goal.metric() + " " + goal.mode()).orElse("");
    }

    private static double loss(RunFacts facts) {
      double value = facts.run().outcome().bestValue().orElse(Double.NaN);
      Optional<Objective.Mode> mode = facts.run().objective().map(Objective::mode);
      return mode.filter(Objective.Mode.MAX::equals).isPresent() ? -value : value;
    }
  }
}
