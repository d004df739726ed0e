package io.synapse.cli.output;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The same options for every command whose result is a table, too. */
public final class FormatOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Prints a JSON document, for scripts.")
  private boolean json;

  @Option(
      names = "--csv",
      description = "Prints CSV with a heading, for spreadsheets and data frames.")
  private boolean csv;

  /**
   * What was asked for.
   *
   * @throws ParameterException when more than one was
   */
  public OutputFormat chosen() {
    if (json && csv) {
      throw new ParameterException(
          command.commandLine(), "--json and --csv exclude each other; give one of them");
    }
    return json ? OutputFormat.JSON : csv ? OutputFormat.CSV : OutputFormat.TEXT;
  }

  /** What the result of a command is printed as. */
  public enum OutputFormat {
    /** Lines for people. */
    TEXT,
    /** A JSON document. */
    JSON,
    /** A table for spreadsheets and data frames. */
    CSV
  }

  /** The same option for every command that lists or shows something. */
  public static final class JsonOption {

    @Option(names = "--json", description = "Prints a JSON document, for scripts.")
    private boolean chosen;

    public boolean isChosen() {
      return chosen;
    }
  }
}
