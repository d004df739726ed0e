package io.synapse.store.raytune;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.TrialStatus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be read of Ray's latest {@code experiment_state} file. Its parts that are pickled are
 * not looked at: to read a pickle is to run whatever it says.
 *
 * @param metric what was optimised
 * @param trials the names of the trials' folders to how they ended
 * @param warnings which newer files could not be read, a sentence each
 */
record RayExperimentState(
    Optional<String> metric, Map<String, TrialStatus> trials, List<String> warnings) {

  /** The state in a folder; of one without such a file nothing is known. */
  static RayExperimentState in(Path folder) throws IOException {
    List<String> warnings = new ArrayList<>();
    for (Path file : newestFirst(folder)) {
      try {
        RayExperimentState state = read(file);
        return new RayExperimentState(state.metric, state.trials, warnings);
      } catch (InvalidInputException e) {
        warnings.add(leftOut(file));
      }
    }
    return new RayExperimentState(Optional.empty(), Map.of(), warnings);
  }

  private static List<Path> newestFirst(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "experiment_state*.json")) {
      files.forEach(found::add);
    }
    found.sort(Comparator.reverseOrder());
    return found;
  }

  private static String leftOut(Path file) {
    return "%s cannot be read as JSON and is left out; it tells what was optimised and how trials ended, so restore it from a copy if you miss that"
        .formatted(file);
  }

  private static RayExperimentState read(Path file) {
    Map<String, Object> state = RayJson.object(file);
    Map<String, TrialStatus> trials = new HashMap<>();
    if (state.get("trial_data") instanceof List<?> all) {
      all.forEach(each -> addTrial(each, file, trials));
    }
    Object runner = state.get("runner_data");
    Object metric = runner instanceof Map<?, ?> map ? map.get("_metric") : null;
    return new RayExperimentState(
        Optional.ofNullable(metric).filter(String.class::isInstance).map(String.class::cast),
        trials,
        List.of());
  }

  /**
   * A trial is a list of two JSON texts, of which the first says where it is and what its status
   * is.
   */
  private static void addTrial(Object pair, Path file, Map<String, TrialStatus> trials) {
    if (!(pair instanceof List<?> list)
        || list.isEmpty()
        || !(list.get(0) instanceof String text)) {
      return;
    }
    Map<String, Object> trial = RayJson.object(text, file.toString());
    if (trial.get("relative_logdir") instanceof String folder) {
      trials.put(folder, status(String.valueOf(trial.get("status"))));
    }
  }

  private static TrialStatus status(String text) {
    return switch (text) {
      case "TERMINATED" -> TrialStatus.TERMINATED;
      case "ERROR" -> TrialStatus.ERROR;
      default -> TrialStatus.PENDING;
    };
  }
}
