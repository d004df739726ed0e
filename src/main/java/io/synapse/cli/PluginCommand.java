package io.synapse.cli;

import picocli.CommandLine.Command;

/** {@code synapse plugin}. */
@Command(
    name = "plugin",
    description = "Makes a new plugin, and shows what a plugin is.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PluginNewCommand.class, PluginShowCommand.class})
final class PluginCommand extends CommandGroup {}
