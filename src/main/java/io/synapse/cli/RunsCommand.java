package io.synapse.cli;

import picocli.CommandLine.Command;

/** {@code synapse runs}. */
@Command(
    name = "runs",
    description = "Lists, shows and removes runs, and tells the best trial of one.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsBestCommand.class,
      RunsRemoveCommand.class
    })
final class RunsCommand extends CommandGroup {}
