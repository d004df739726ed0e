package io.synapse.cli;

import io.synapse.job.JobPrinter;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.RunStore;
import io.synapse.store.Store;
import io.synapse.store.StoredModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse runs best}. */
@Command(
    name = "best",
    sortOptions = false,
    description = "Tells the best trial of a run: its metric, its configuration and its model.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs best last",
      "  synapse runs best last --as-job | synapse train -f -",
      "  synapse runs best last --as-job --format yaml > best.yaml"
    })
final class RunsBestCommand extends BasicCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|last",
      defaultValue = RunStore.LAST,
      description = "The run's id, the start of one, or 'last' (default: ${DEFAULT-VALUE}).")
  private String name;

  @Mixin private JsonOption json;

  @Option(
      names = "--as-job",
      description =
          "Prints a job that trains once with the winning hyperparameters, with absolute paths.")
  private boolean asJob;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How the job is written: ${COMPLETION-CANDIDATES} (default: json).")
  private JobFormat format;

  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    refuseContradictions();
    try (Store opened = store.openForReading()) {
      RunFacts facts = RunFacts.of(opened.runs().find(name), opened.runs());
      TrialEntry best = best(opened, facts);
      if (asJob) {
        printJob(facts, best);
      } else {
        print(new BestTrial(facts, best, model(opened, best)));
      }
    }
    return ExitStatus.DONE;
  }

  private void refuseContradictions() {
    if (asJob && json.isChosen()) {
      throw misuse(
          "--as-job and --json exclude each other; --format chooses how the job is written");
    }
    if (format != null && !asJob) {
      throw misuse("--format says how --as-job writes the job; add --as-job");
    }
  }

  private static TrialEntry best(Store opened, RunFacts facts) {
    Map<String, Object> results = opened.runs().results(facts.run());
    RunResults read = new RunResults(results, facts.folder().resultsFile());
    return read.best().orElseThrow(() -> none(facts, read.text("message")));
  }

  private static OperationFailedException none(RunFacts facts, String message) {
    String reason = message.isEmpty() ? "it is " + facts.status().text() : message;
    return new OperationFailedException(
        "run %s has no best trial: %s".formatted(facts.run().id(), reason));
  }

  /** Its model, unless it has none or it was removed. */
  private static Optional<StoredModel> model(Store opened, TrialEntry best) {
    return best.modelId() == null ? Optional.empty() : opened.models().find(best.modelId());
  }

  private void print(BestTrial best) {
    if (json.isChosen()) {
      output().json(best.toJson());
    } else {
      output().fields(best.fields());
    }
  }

  private void printJob(RunFacts facts, TrialEntry best) {
    Map<String, Object> record = facts.folder().job();
    Map<String, Object> job = WinningJob.of(record, best, facts.folder());
    JobFormat chosen = format == null ? JobFormat.json : format;
    output().document(JobPrinter.print(job, chosen.document()));
    List<String> further = WinningJob.furtherClassPath(record);
    if (!further.isEmpty()) {
      output()
          .message(
              "the run had more on its plugin's class path, which a job file cannot say; give"
                  + " 'synapse train' -p "
                  + job.get("plugin")
                  + " -p "
                  + String.join(" -p ", further));
    }
  }
}
