package io.synapse.cli;

import picocli.CommandLine.Command;

/** {@code synapse plugin}. */
@Command(
    name = "plugin",
    description = "Shows what a plugin's jar holds.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PluginShowCommand.class})
final class PluginCommand extends CommandGroup {}
