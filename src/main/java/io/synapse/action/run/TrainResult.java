package io.synapse.action.run;

import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.store.model.StoredModel;
import io.synapse.tune.TunerResult;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a job ended.
 *
 * @param run where its files are
 * @param status completed, interrupted or failed
 * @param message why it did not complete, or what else to know; may be empty
 * @param started when it started
 * @param finished when it ended
 * @param trials its trials
 * @param best the trial that won, or the one of a training
 * @param models trial id to its model in the store
 * @param document the results JSON
 */
public record TrainResult(
    RunFolder run,
    RunStatus status,
    String message,
    Instant started,
    Instant finished,
    TunerResult trials,
    Optional<Trial> best,
    Map<String, StoredModel> models,
    Map<String, Object> document) {

  /** The model of the winning trial. */
  public Optional<StoredModel> bestModel() {
    return best.map(trial -> models.get(trial.id()));
  }

  /** Whether a trial ended with an error. */
  public boolean hasFailedTrials() {
    return trials.history().trials().stream()
        .anyMatch(trial -> trial.status() == TrialStatus.ERROR);
  }
}
