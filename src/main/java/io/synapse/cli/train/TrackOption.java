package io.synapse.cli.train;

import io.synapse.job.Tracking;
import io.synapse.problem.InvalidInputException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --track}. */
public final class TrackOption {

  private static final String NAME = "--track";

  @Option(
      names = NAME,
      paramLabel = "mlflow:URI",
      description =
          "Shows the run on a tracking server of MLflow, too, such as mlflow:http://localhost:5000;"
              + " 'none' for none (default: what the job file or its synapse.yaml says).")
  private String written;

  /**
   * Where to, if it is said.
   *
   * @throws InvalidInputException when it cannot be a server
   */
  public Optional<Tracking> tracking() {
    try {
      return Optional.ofNullable(written).map(Tracking::parse);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(NAME, e.problems().get(0).message());
    }
  }
}
