package io.synapse.cli;

import io.synapse.problem.InvalidInputException;
import io.synapse.store.JsonFile;
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
      Path path = Path.of(target).toAbsolutePath();
      if (Files.isDirectory(path)) {
        throw new InvalidInputException("--output " + target + ": this is a folder; name a file");
      }
      if (!Files.isWritable(path.getParent())) {
        throw new InvalidInputException(
            "--output " + target + ": the folder " + path.getParent() + " is missing or read-only");
      }
    }
    return new ResultsOutput(Optional.ofNullable(target));
  }

  /** Writes the results there. */
  void write(Map<String, Object> results, PrintWriter standardOutput) {
    if (target.isEmpty()) {
      return;
    }
    if (target.get().equals(STANDARD_OUTPUT)) {
      standardOutput.print(JsonFile.text(results));
      standardOutput.flush();
    } else {
      JsonFile.write(Path.of(target.get()), results);
    }
  }
}
