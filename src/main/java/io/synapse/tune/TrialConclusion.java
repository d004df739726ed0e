package io.synapse.tune;

import io.synapse.run.RunEvent;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides how a trial ended. */
final class TrialConclusion {

  private static final String ITERATION = "training_iteration";

  private final Optional<Objective> objective;

  /**
   * Conclusions of one run's trials.
   *
   * @param objective what is optimised; empty for a single training
   */
  TrialConclusion(Optional<Objective> objective) {
    this.objective = objective;
  }

  /**
   * The end of a trial with what came out of it; without the optimised metric that is an error.
   *
   * @param reason why it ended before its plugin did; empty when it didn't
   */
  RunEvent.TrialEnded of(Trial trial, AttemptResult outcome, String reason) {
    Map<String, Object> metrics = new LinkedHashMap<>(outcome.metrics());
    metrics.put(ITERATION, trial.trainingIteration());
    String problem = objective.map(goal -> problemWith(goal, metrics)).orElse("");
    if (problem.isEmpty()) {
      return new RunEvent.TrialEnded(
          trial.id(), TrialStatus.TERMINATED, metrics, "", outcome.model(), reason);
    }
    String error = reason.isEmpty() ? problem : reason + "; " + problem;
    return failed(trial, metrics, error, reason);
  }

  /** The end of a trial that failed, with what it had achieved. */
  RunEvent.TrialEnded ofFailed(Trial trial, AttemptResult soFar, String error) {
    return failed(trial, soFar.metrics(), error, "");
  }

  /** Whether there is what a trial is about: it may as well end here. */
  boolean isUsable(Map<String, Object> metrics) {
    return objective.map(goal -> metrics.get(goal.metric()) instanceof Number).orElse(true);
  }

  /**
   * The end of a trial that waits for another attempt and will have none.
   *
   * @return empty for one that has nothing to show yet and has not failed: it keeps waiting, for
   *     the run to be made longer
   */
  Optional<RunEvent.TrialEnded> ofWaiting(Trial trial, boolean hasFailed, String reason) {
    if (hasFailed) {
      return Optional.of(failed(trial, trial.metrics(), trial.error(), reason));
    }
    Optional<Path> model = trial.lastCheckpoint().map(SavedCheckpoint::path);
    return Optional.of(trial.metrics())
        .filter(this::isUsable)
        .map(metrics -> of(trial, new AttemptResult(metrics, model), reason));
  }

  private static RunEvent.TrialEnded failed(
      Trial trial, Map<String, Object> metrics, String error, String reason) {
    return new RunEvent.TrialEnded(
        trial.id(), TrialStatus.ERROR, metrics, error, Optional.empty(), reason);
  }

  private static String problemWith(Objective goal, Map<String, Object> metrics) {
    Object value = metrics.get(goal.metric());
    if (value instanceof Number) {
      return "";
    }
    if (metrics.containsKey(goal.metric())) {
      return "the metric '" + goal.metric() + "' to optimise must be a number, and is " + value;
    }
    return goal.missingMessage(
        metrics.keySet().stream().filter(name -> !name.equals(ITERATION)).toList());
  }
}
