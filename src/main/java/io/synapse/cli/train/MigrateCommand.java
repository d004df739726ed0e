package io.synapse.cli.train;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.job.JobSource;
import io.synapse.job.MigratedJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code synapse migrate}. */
@Command(
    name = "migrate",
    sortOptions = false,
    description = {
      "Prints a job file in today's form, JSON as JSON and YAML as YAML: the deprecated action"
          + " 'tune' becomes 'train' with is_tune: true.",
      "A file that has it already is printed as it is; of one that is migrated, comments are lost."
    },
    footerHeading = "%nExample:%n",
    footer = "  synapse migrate -f old.yaml > new.yaml")
public final class MigrateCommand extends BasicCommand {

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The job file, JSON or YAML; '-' reads standard input.")
  private String file;

  @Override
  public Integer call() {
    JobSource source = JobSource.of(file, System.in);
    MigratedJob migrated = MigratedJob.read(source);
    output().document(migrated.text());
    if (!migrated.changed()) {
      output().message(source.displayName() + ": nothing had to be migrated");
    }
    return ExitStatus.DONE;
  }
}
