package io.synapse.cli.model;

import io.synapse.cli.command.BasicCommand.CommandGroup;
import picocli.CommandLine.Command;

/** {@code synapse model}. */
@Command(
    name = "model",
    description = "Lists, shows, exports and removes models, which runs left in the store.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelListCommand.class,
      ModelShowCommand.class,
      ModelExportCommand.class,
      ModelRemoveCommand.class
    })
public final class ModelCommand extends CommandGroup {}
