package io.synapse.cli;

import picocli.CommandLine.Command;

/** {@code synapse store}. */
@Command(
    name = "store",
    description = "Tells what the store takes of the disk, and frees what nothing refers to.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StoreShowCommand.class, StoreGcCommand.class})
final class StoreCommand extends CommandGroup {}
