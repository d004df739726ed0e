package io.synapse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands beside {@code train} share. */
abstract class BasicCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** Looked at by {@link FailureHandler}. */
  @Option(
      names = {"-v", "--verbose"},
      order = 100,
      description = "Shows stack traces of failures.")
  boolean verbose;

  /** Where results and messages go. */
  final CommandOutput output() {
    return new CommandOutput(spec.commandLine());
  }

  /** A wrong combination of words on the command line. */
  final ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
