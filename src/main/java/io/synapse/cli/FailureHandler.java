package io.synapse.cli;

import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.output.Notices;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.problem.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command failed, for a person; a stack trace only with {@code -v}. */
public final class FailureHandler implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Notices notices = Notices.of(command.getErr(), parsed);
    if (failure instanceof InvalidInputException invalid) {
      for (Problem problem : invalid.problems()) {
        notices.error(problem.toString());
      }
    } else if (failure instanceof OperationFailedException) {
      notices.error(failure.getMessage());
    } else if (failure instanceof InvalidPathException path) {
      // Java knows ASCII names alone where the locale does.
      String remedy = "; a locale with UTF-8, such as LC_ALL=C.UTF-8, knows every name";
      notices.error("no path: " + path.getMessage() + remedy);
    } else {
      notices.error(failure + " (this is a defect of synapse; -v shows where)");
    }
    if (parsed.expandedArgs().contains("-v") || parsed.expandedArgs().contains("--verbose")) {
      notices.stackTrace(stackTrace(failure));
    }
    return failure instanceof InvalidInputException ? ExitStatus.INVALID : ExitStatus.FAILED;
  }

  private static String stackTrace(Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
