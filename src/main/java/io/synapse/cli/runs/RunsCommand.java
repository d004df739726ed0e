package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand.CommandGroup;
import picocli.CommandLine.Command;

/** {@code synapse runs}. */
@Command(
    name = "runs",
    description =
        "Lists, shows, compares, imports and removes runs, tells the best trial of one, prints logs,"
            + " writes reports and sends runs to a tracking server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsCompareCommand.class,
      RunsBestCommand.class,
      RunsLogsCommand.class,
      RunsReportCommand.class,
      RunsTrackCommand.class,
      RunsImportCommand.class,
      RunsRemoveCommand.class
    })
public final class RunsCommand extends CommandGroup {}
