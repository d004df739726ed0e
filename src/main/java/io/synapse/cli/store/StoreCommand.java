package io.synapse.cli.store;

import io.synapse.cli.command.BasicCommand.CommandGroup;
import picocli.CommandLine.Command;

/** {@code synapse store}. */
@Command(
    name = "store",
    description = "Tells what the store takes of the disk, and frees what nothing refers to.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StoreShowCommand.class, StoreGcCommand.class})
public final class StoreCommand extends CommandGroup {}
