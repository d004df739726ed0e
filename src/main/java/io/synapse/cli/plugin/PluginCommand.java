package io.synapse.cli.plugin;

import io.synapse.cli.command.BasicCommand.CommandGroup;
import picocli.CommandLine.Command;

/** {@code synapse plugin}. */
@Command(
    name = "plugin",
    description = "Makes a new plugin, and shows what a plugin is.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PluginNewCommand.class, PluginShowCommand.class})
public final class PluginCommand extends CommandGroup {}
