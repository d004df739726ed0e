package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FormatOption;
import io.synapse.cli.output.FormatOption.OutputFormat;
import io.synapse.cli.runs.RunComparison.RowChoice;
import io.synapse.cli.runs.RunComparison.RunLabel;
import io.synapse.problem.InvalidInputException;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse runs compare}. */
@Command(
    name = "compare",
    sortOptions = false,
    description =
        "Compares runs: what each came to beside the first, how soon it was as good as the others,"
            + " and in what their jobs and their best trials differ.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs compare digits-2025 last",
      "  synapse runs compare asha- pbt- hyperband- --csv > runs.csv"
    })
final class RunsCompareCommand extends BasicCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|last",
      description = "The runs' ids, the starts of them, or 'last'; two at least.")
  private List<String> names;

  @Option(
      names = "--all",
      description = "Also what is the same in all of their jobs, best configurations and metrics.")
  private boolean all;

  @Mixin private FormatOption format;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    OutputFormat chosen = format.chosen();
    refuseWrongNumbers();
    RunComparison comparison = new RunComparison(read(), choice());
    ComparisonText text = new ComparisonText(comparison);
    switch (chosen) {
      case TEXT -> text.print(output());
      case JSON -> output().json(comparison.toJson());
      case CSV -> output().csv(comparison.table());
    }
    if (!comparison.hasOneObjective()) {
      output()
          .message(
              "the runs optimise different things (%s); each is compared where its metric is known"
                  .formatted(text.objectives()));
    }
    return ExitStatus.DONE;
  }

  private RowChoice choice() {
    return all ? RowChoice.EVERY : RowChoice.DIFFERENT;
  }

  private void refuseWrongNumbers() {
    if (names.size() < 2) {
      String other = names.get(0).equals(RunStore.LAST) ? "RUN" : names.get(0);
      throw misuse(
          "name two runs at least, such as 'synapse runs compare %s last'".formatted(other));
    }
    if (names.size() > RunLabel.MOST) {
      throw new InvalidInputException(
          "%d runs are too many to compare; name %d at most"
              .formatted(names.size(), RunLabel.MOST));
    }
  }

  private List<ReadRun> read() {
    Map<String, ReadRun> runs = new LinkedHashMap<>();
    try (Store opened = store.openForReading()) {
      for (String name : names) {
        ReadRun run = ReadRun.named(name, opened);
        ReadRun same = runs.put(run.facts().run().id(), run);
        if (same != null) {
          throw new InvalidInputException(
              "run %s is named twice; name runs that are different"
                  .formatted(run.facts().run().id()));
        }
      }
    }
    runs.values().forEach(this::reportTrouble);
    return List.copyOf(runs.values());
  }

  private void reportTrouble(ReadRun run) {
    run.outline()
        .trouble()
        .ifPresent(
            reason ->
                output()
                    .message(
                        "what trials of %s did is not known whole: %s"
                            .formatted(run.facts().run().id(), reason)));
  }
}
