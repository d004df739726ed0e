package io.synapse.cli;

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
final class ModelCommand extends CommandGroup {}
