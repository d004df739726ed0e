package io.synapse.cli;

import picocli.CommandLine.Command;

/** {@code synapse runs}. */
@Command(
    name = "runs",
    description =
        "Lists, shows, imports and removes runs, tells the best trial of one, and prints logs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsBestCommand.class,
      RunsLogsCommand.class,
      RunsImportCommand.class,
      RunsRemoveCommand.class
    })
final class RunsCommand extends CommandGroup {}
