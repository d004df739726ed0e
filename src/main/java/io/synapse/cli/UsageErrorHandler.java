package io.synapse.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the words of a command, in a line or two instead of the whole help. */
final class UsageErrorHandler implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter out = command.getErr();
    out.println("synapse: " + error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, out);
    out.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.INVALID;
  }
}
