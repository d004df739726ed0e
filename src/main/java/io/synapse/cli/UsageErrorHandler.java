package io.synapse.cli;

import io.synapse.cli.command.ExitStatus;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the words of a command, in a line or two instead of the whole help. */
final class UsageErrorHandler implements IParameterExceptionHandler {

  private static final Map<String, String> TYPES =
      Map.of(
          "a double", "a number",
          "an int", "a whole number that fits 32 bits",
          "a long", "a whole number that fits 64 bits");

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter out = command.getErr();
    out.println("synapse: " + plain(error.getMessage()));
    UnmatchedArgumentException.printSuggestions(error, out);
    out.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.INVALID;
  }

  /** The message with Java's names of types put into words. */
  private static String plain(String message) {
    for (Map.Entry<String, String> type : TYPES.entrySet()) {
      String end = "is not " + type.getKey();
      if (message.endsWith(end)) {
        return message.substring(0, message.length() - end.length()) + "is not " + type.getValue();
      }
    }
    return message;
  }
}
