package io.synapse.cli.train;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.job.JobSchema;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import picocli.CommandLine.Command;

/** {@code synapse schema}. */
@Command(
    name = "schema",
    sortOptions = false,
    description = "Prints the JSON Schema of job files, by which editors check and complete them.",
    footerHeading = "%nExample:%n",
    footer = "  synapse schema > job.schema.json")
public final class SchemaCommand extends BasicCommand {

  @Override
  public Integer call() {
    JobSchema schema = new JobSchema(Searchers.specifications(), Schedulers.specifications());
    output().json(schema.document());
    return ExitStatus.DONE;
  }
}
