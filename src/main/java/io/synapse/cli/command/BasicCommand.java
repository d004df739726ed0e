package io.synapse.cli.command;

import io.synapse.cli.output.CommandOutput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands beside {@code train} share. */
public abstract class BasicCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** Whether failures are shown with their stack traces. */
  @Option(
      names = {"-v", "--verbose"},
      order = 100,
      description = "Shows stack traces of failures.")
  boolean verbose;

  /** Where results and messages go. */
  protected final CommandOutput output() {
    return new CommandOutput(spec.commandLine());
  }

  /** A wrong combination of words on the command line. */
  protected final ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** A command that does nothing by itself. */
  public abstract static class CommandGroup implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public final void run() {
      String known = String.join(", ", spec.subcommands().keySet());
      throw new ParameterException(spec.commandLine(), "a command is required, one of " + known);
    }
  }
}
