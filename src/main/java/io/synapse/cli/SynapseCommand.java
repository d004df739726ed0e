package io.synapse.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code synapse}: the root of all commands. */
@Command(
    name = "synapse",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Trains models and tunes their hyperparameters from one job file and a plugin.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TrainCommand.class, CompletionCommand.class})
final class SynapseCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is required");
  }
}
