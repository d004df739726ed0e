package io.synapse.cli;

import io.synapse.cli.command.Version;
import io.synapse.cli.completion.CompletionCommand;
import io.synapse.cli.dataset.DatasetCommand;
import io.synapse.cli.doctor.DoctorCommand;
import io.synapse.cli.model.ModelCommand;
import io.synapse.cli.plugin.PluginCommand;
import io.synapse.cli.runs.RunsCommand;
import io.synapse.cli.store.StoreCommand;
import io.synapse.cli.train.MigrateCommand;
import io.synapse.cli.train.SchemaCommand;
import io.synapse.cli.train.TrainCommand;
import io.synapse.cli.train.ValidateCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code synapse}: the root of all commands. */
@Command(
    name = "synapse",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:a valid request could not be carried out",
      "2:wrong usage or invalid input"
    },
    description = "Trains models and tunes their hyperparameters from one job file and a plugin.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      ValidateCommand.class,
      MigrateCommand.class,
      SchemaCommand.class,
      DatasetCommand.class,
      ModelCommand.class,
      RunsCommand.class,
      StoreCommand.class,
      PluginCommand.class,
      DoctorCommand.class,
      CompletionCommand.class
    })
final class SynapseCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is required");
  }
}
