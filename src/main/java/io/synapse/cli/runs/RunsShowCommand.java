package io.synapse.cli.runs;

import io.synapse.action.resume.RunBrackets;
import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FormatOption;
import io.synapse.cli.output.FormatOption.OutputFormat;
import io.synapse.job.JobReader;
import io.synapse.problem.InvalidInputException;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.store.Store;
import io.synapse.store.run.RunStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse runs show}. */
@Command(
    name = "show",
    sortOptions = false,
    description =
        "Shows a run: what it came to, its trials, the best first, with what they used, and why"
            + " trials failed; also while it goes on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs show last",
      "  synapse runs show last --top 5",
      "  synapse runs show digits-2025 --csv > trials.csv"
    })
final class RunsShowCommand extends BasicCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|last",
      defaultValue = RunStore.LAST,
      description = "The run's id, the start of one, or 'last' (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Shows so many trials of each kind: the best ones, the unfinished, the failed"
              + " (default: ${DEFAULT-VALUE}). JSON and CSV have all of them.")
  private int top;

  @Option(names = "--all", description = "Shows every trial.")
  private boolean all;

  @Mixin private FormatOption format;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    OutputFormat chosen = format.chosen();
    if (top < 1) {
      throw new InvalidInputException("--top", "a number of trials, 1 or more, not " + top);
    }
    ReadRun run;
    try (Store opened = store.openForReading()) {
      run = ReadRun.named(name, opened);
    }
    print(run, chosen);
    run.outline()
        .trouble()
        .ifPresent(reason -> output().message("what trials did is not known whole: " + reason));
    return ExitStatus.DONE;
  }

  private void print(ReadRun run, OutputFormat chosen) {
    switch (chosen) {
      case TEXT -> new RunDescription(run, brackets(run), most()).print(output());
      case JSON -> output().json(new ShownRun(run, brackets(run)).toJson());
      case CSV -> output().csv(new TrialCsv(run).table());
    }
  }

  private int most() {
    return all ? Integer.MAX_VALUE : top;
  }

  private static BracketListing brackets(ReadRun run) {
    JobReader reader = new JobReader(Searchers.specifications(), Schedulers.specifications());
    return new BracketListing(new RunBrackets(reader).of(run.facts().folder()));
  }
}
