package io.synapse.store.raytune;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import io.synapse.space.Objective;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The results folder of an experiment of Ray Tune, read whole. Nothing in it is unpickled.
 *
 * @param folder the folder, absolute
 * @param metric what was optimised, if the folder says
 * @param trials its trials in the order of their ids
 * @param warnings what of it could not be read, a sentence each
 */
public record RayExperiment(
    Path folder, Optional<String> metric, List<RayTrial> trials, List<String> warnings) {

  /**
   * Reads a folder.
   *
   * @throws InvalidInputException when there is no experiment, or a file of a trial is damaged
   */
  public static RayExperiment read(Path path) {
    Path folder = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          folder + " is not a folder; name the results folder of an experiment of Ray Tune");
    }
    try {
      RayExperimentState state = RayExperimentState.in(folder);
      List<RayTrial> trials = new ArrayList<>();
      for (Path each : folders(folder)) {
        if (RayTrialReader.isTrial(each)) {
          trials.add(new RayTrialReader(each, state).read());
        }
      }
      requireTrials(folder, trials);
      trials.sort(
          Comparator.comparing((RayTrial trial) -> trial.id().length())
              .thenComparing(RayTrial::id));
      return new RayExperiment(folder, state.metric(), trials, state.warnings());
    } catch (IOException e) {
      throw new InvalidInputException(
          "the folder %s cannot be read (%s); make it readable".formatted(folder, e));
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      entries.forEach(found::add);
    }
    found.sort(null);
    return found;
  }

  private static void requireTrials(Path folder, List<RayTrial> trials) {
    if (trials.isEmpty()) {
      String hint =
          RayTrialReader.isTrial(folder)
              ? "it is that of one trial; name the folder above it"
              : "name the one whose folders have params.json and result.json";
      throw new InvalidInputException(
          "%s is not the results folder of an experiment of Ray Tune: %s".formatted(folder, hint));
    }
    Set<String> ids = new HashSet<>();
    for (RayTrial trial : trials) {
      if (!ids.add(trial.id())) {
        throw new InvalidInputException(
            "two folders in %s are of the trial %s, one of them %s; move one away"
                .formatted(folder, trial.id(), trial.folder().getFileName()));
      }
    }
  }

  /**
   * What the run optimises.
   *
   * @param givenMetric what a person says, which wins over what the folder says
   * @param givenMode what a person says; the folder has it in a pickle alone
   * @throws InvalidInputException when it isn't known, or no trial reported it
   */
  public Objective objective(Optional<String> givenMetric, Optional<Objective.Mode> givenMode) {
    Set<String> reported = new TreeSet<>();
    trials.forEach(
        trial -> trial.reports().forEach(each -> reported.addAll(each.metrics().keySet())));
    String named =
        givenMetric
            .or(() -> metric)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "--metric: the folder doesn't tell what was optimised; name it, one of "
                            + String.join(", ", reported)));
    if (!reported.contains(named)) {
      throw new InvalidInputException(
          "--metric: no trial reported '%s'%s; name one of %s"
              .formatted(named, NearestName.hint(named, reported), String.join(", ", reported)));
    }
    Objective.Mode mode =
        givenMode.orElseThrow(
            () ->
                new InvalidInputException(
                    "--mode: the folder doesn't tell whether %s is to be high or low; say max or min"
                        .formatted(named)));
    return new Objective(named, mode);
  }
}
