package io.synapse.cli;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.problem.Problem;
import io.synapse.terminal.DisplayText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command failed, for a person; a stack trace only with {@code -v}. */
final class FailureHandler implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter out = command.getErr();
    if (failure instanceof InvalidInputException invalid) {
      for (Problem problem : invalid.problems()) {
        print("error: " + problem, out);
      }
    } else if (failure instanceof OperationFailedException) {
      print("error: " + failure.getMessage(), out);
    } else if (failure instanceof InvalidPathException path) {
      // Java knows ASCII names alone where the locale does.
      String remedy = "; a locale with UTF-8, such as LC_ALL=C.UTF-8, knows every name";
      print("error: no path: " + path.getMessage() + remedy, out);
    } else {
      out.println("error: " + failure + " (this is a defect of synapse; -v shows where)");
    }
    if (parsed.expandedArgs().contains("-v") || parsed.expandedArgs().contains("--verbose")) {
      failure.printStackTrace(out);
    }
    return failure instanceof InvalidInputException ? ExitStatus.INVALID : ExitStatus.FAILED;
  }

  /** What a message quotes from an input must not reach the terminal as a control sequence. */
  private static void print(String message, PrintWriter out) {
    DisplayText display = DisplayText.in(StandardCharsets.UTF_8);
    message.lines().map(display::clean).forEach(out::println);
    out.flush();
  }
}
