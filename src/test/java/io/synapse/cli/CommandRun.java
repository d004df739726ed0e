package io.synapse.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command that was run in this process, as a shell would see it.
 *
 * @param status the exit status
 * @param output what went to standard output
 * @param messages what went to standard error, views excluded
 */
public record CommandRun(int status, String output, String messages) {

  public static CommandRun of(Object... words) {
    StringWriter output = new StringWriter();
    StringWriter messages = new StringWriter();
    CommandLine line =
        Main.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(messages, true));
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    int status = line.execute(arguments);
    return new CommandRun(status, output.toString(), messages.toString());
  }
}
