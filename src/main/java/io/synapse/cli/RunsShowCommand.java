package io.synapse.cli;

import io.synapse.action.RunBrackets;
import io.synapse.job.JobReader;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.store.RunStore;
import io.synapse.store.Store;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse runs show}. */
@Command(
    name = "show",
    sortOptions = false,
    description =
        "Shows a run: what it came to, every trial with what it used, and why trials failed; also"
            + " while it goes on.",
    footerHeading = "%nExamples:%n",
    footer = {"  synapse runs show last", "  synapse runs show digits-2025 --json"})
final class RunsShowCommand extends BasicCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|last",
      defaultValue = RunStore.LAST,
      description = "The run's id, the start of one, or 'last' (default: ${DEFAULT-VALUE}).")
  private String name;

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    RunFacts facts;
    try (Store opened = store.openForReading()) {
      facts = RunFacts.of(opened.runs().find(name), opened.runs());
    }
    Optional<Map<String, Object>> results = facts.results();
    RunJournal journal = RunJournal.of(facts);
    JobReader reader = new JobReader(Searchers.specifications(), Schedulers.specifications());
    BracketListing brackets = new BracketListing(new RunBrackets(reader).of(facts.folder()));
    if (json.isChosen()) {
      output().json(new ShownRun(facts, results, journal, brackets).toJson());
    } else {
      new RunDescription(facts, results, journal, brackets).print(output());
    }
    journal
        .trouble()
        .ifPresent(reason -> output().message("what trials did is not known whole: " + reason));
    return ExitStatus.DONE;
  }
}
