package io.synapse.cli.train;

import io.synapse.files.JsonFile;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where {@code --output} wants the results JSON. */
final class ResultsOutput {

  private static final String STANDARD_OUTPUT = "-";

  private final Optional<String> target;

  private ResultsOutput(Optional<String> target) {
    this.target = target;
  }

  /**
   * What the option says.
   *
   * @param target a path, {@code -}, or null for neither
   * @throws InvalidInputException when the path cannot be written to: better now than after hours
   */
  static ResultsOutput of(String target) {
    if (target != null && !target.equals(STANDARD_OUTPUT)) {
      obstacle(Path.of(target).toAbsolutePath().normalize())
          .ifPresent(
              obstacle -> {
                throw new InvalidInputException("--output " + target + ": " + obstacle);
              });
    }
    return new ResultsOutput(Optional.ofNullable(target));
  }

  private static Optional<String> obstacle(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of("this is a folder; name a file");
    }
    Path parent = file.getParent();
    if (!Files.exists(parent)) {
      return Optional.of("the folder " + parent + " is missing; make it or name another");
    }
    if (!Files.isDirectory(parent)) {
      return Optional.of(parent + " is not a folder; name a file in one");
    }
    return Files.isWritable(parent)
        ? Optional.empty()
        : Optional.of("the folder " + parent + " is read-only; name a file in another");
  }

  /**
   * Writes the results there.
   *
   * @throws OperationFailedException when they can't be written
   */
  void write(Map<String, Object> results, PrintWriter standardOutput) {
    if (target.isEmpty()) {
      return;
    }
    if (target.get().equals(STANDARD_OUTPUT)) {
      standardOutput.print(JsonFile.text(results));
      if (standardOutput.checkError()) {
        throw new OperationFailedException(
            "--output -: standard output is closed or full, so that the results did not go there"
                + " whole; the run's results.json has them");
      }
    } else {
      JsonFile.write(Path.of(target.get()), results);
    }
  }
}
