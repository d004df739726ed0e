package io.synapse.cli;

import picocli.CommandLine.Command;

/** {@code synapse dataset}. */
@Command(
    name = "dataset",
    description = "Adds, lists, shows and removes data sets, which jobs name by their ids.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DatasetAddCommand.class,
      DatasetListCommand.class,
      DatasetShowCommand.class,
      DatasetRemoveCommand.class
    })
final class DatasetCommand extends CommandGroup {}
