package io.synapse.cli.dataset;

import io.synapse.cli.command.BasicCommand.CommandGroup;
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
public final class DatasetCommand extends CommandGroup {}
