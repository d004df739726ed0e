package io.synapse.cli.train;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.output.CommandOutput;
import io.synapse.job.Job;
import io.synapse.job.JobReader;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.JobSource;
import io.synapse.job.TuneConfig;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.search.TrialCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code synapse validate}. */
@Command(
    name = "validate",
    sortOptions = false,
    description = "Checks a job file alone: neither its plugin nor its data set is looked at.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse validate -f job.json",
      "  synapse validate -f tune.yaml -s tune_config.num_samples=4"
    })
public final class ValidateCommand extends BasicCommand {

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The job file, JSON or YAML; '-' reads standard input.")
  private String file;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "KEY=VALUE",
      description = "Overrides a value of the job first, as 'train' does. Repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Override
  public Integer call() {
    JobSource source = JobSource.of(file, System.in);
    JobReader reader = new JobReader(Searchers.specifications(), Schedulers.specifications());
    LoadedJob loaded = reader.read(source, overrides);
    CommandOutput output = output();
    loaded.warnings().forEach(warning -> output.paragraph("warning: " + warning));
    output.line(source.displayName() + ": valid");
    output.line(summary(loaded.job()));
    return ExitStatus.DONE;
  }

  private static String summary(Job job) {
    String about = "'%s', data set %d".formatted(job.name(), job.dataset());
    return job.tuning()
        .map(tuning -> "tune " + about + ", " + search(tuning))
        .orElseGet(() -> "train " + about + ", one training");
  }

  private static String search(Job.Tuning tuning) {
    TuneConfig config = tuning.config();
    TrialCount count =
        TrialCount.of(tuning.space(), config.search().pointsToEvaluate(), config.numSamples());
    return "%s by %s and %s, metric %s (%s); %s"
        .formatted(
            count.trials() == 1 ? "1 trial" : count.trials() + " trials",
            config.search().name(),
            config.scheduler().name(),
            config.objective().metric(),
            config.objective().mode().name().toLowerCase(Locale.ROOT),
            count.explanation());
  }
}
