package io.synapse.cli;

import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.output.StandardOutput;
import java.util.List;
import picocli.CommandLine;

/** The program. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** What picocli lets through, such as a heap that is too small, is reported in a line as well. */
  private static int execute(String[] arguments) {
    try {
      return commandLine().execute(arguments);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "error: the memory is used up ("
              + e.getMessage()
              + "); run fewer trials at once, or give more with SYNAPSE_JAVA_OPTS=-Xmx8g");
    } catch (Error e) {
      System.err.println("error: " + e + " (-v shows where)");
      if (List.of(arguments).contains("-v") || List.of(arguments).contains("--verbose")) {
        e.printStackTrace();
      }
    }
    return ExitStatus.FAILED;
  }

  /** The command line with everything that all commands share. */
  static CommandLine commandLine() {
    return new CommandLine(new SynapseCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setOut(StandardOutput.writer())
        .setParameterExceptionHandler(new UsageErrorHandler())
        .setExecutionExceptionHandler(new FailureHandler());
  }
}
