package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.job.JobPrinter;
import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.RunFolder;
import io.synapse.store.Store;
import io.synapse.store.model.StoredModel;
import io.synapse.store.run.RunStore;
import java.util.LinkedHashMap;
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

  /** The formats that {@code --format} can name. */
  enum JobFormat {
    json,
    yaml;

    DocumentFormat document() {
      return switch (this) {
        case json -> DocumentFormat.JSON;
        case yaml -> DocumentFormat.YAML;
      };
    }
  }

  /**
   * The job that trains once with the hyperparameters of a run's best trial. What it names are
   * absolute paths, so that it runs from any folder.
   */
  static final class WinningJob {

    private static final String SUFFIX = " best";
    private static final List<String> OF_TUNING =
        List.of("is_tune", "hyperparameter", "hyperparameters", "tune_config");

    private WinningJob() {}

    /**
     * The job as a document with the envelope.
     *
     * @param record the run's {@code job.json}
     * @throws OperationFailedException when the record is damaged
     */
    static Map<String, Object> of(Map<String, Object> record, TrialEntry best, RunFolder folder) {
      Map<String, Object> job = object(record, "job", folder);
      Map<String, Object> params = new LinkedHashMap<>(object(job, "params", folder));
      params.keySet().removeAll(OF_TUNING);
      params.computeIfPresent("name", (key, name) -> name + SUFFIX);
      params.put("is_tune", false);
      params.put("hyperparameter", best.config());
      Map<String, Object> winning = new LinkedHashMap<>(job);
      winning.put("params", params);
      return winning;
    }

    /** What the plugin needs beside itself; a job file has no field for it. */
    static List<String> furtherClassPath(Map<String, Object> record) {
      if (record.get("options") instanceof Map<?, ?> options
          && options.get("class_path") instanceof List<?> classPath) {
        return classPath.stream().skip(1).map(Object::toString).toList();
      }
      return List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(
        Map<String, Object> holder, String name, RunFolder folder) {
      if (holder.get(name) instanceof Map<?, ?> map) {
        return (Map<String, Object>) map;
      }
      throw new OperationFailedException(
          folder.jobFile() + " is damaged: it has no object '" + name + "'");
    }
  }
}
