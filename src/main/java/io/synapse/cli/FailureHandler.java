package io.synapse.cli;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.problem.Problem;
import java.io.PrintWriter;
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
        out.println("error: " + problem);
      }
    } else if (failure instanceof OperationFailedException) {
      out.println("error: " + failure.getMessage());
    } else {
      out.println("error: " + failure + " (this is a defect of synapse; -v shows where)");
    }
    if (parsed.expandedArgs().contains("-v") || parsed.expandedArgs().contains("--verbose")) {
      failure.printStackTrace(out);
    }
    return failure instanceof InvalidInputException ? ExitStatus.INVALID : ExitStatus.FAILED;
  }
}
