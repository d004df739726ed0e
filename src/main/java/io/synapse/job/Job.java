package io.synapse.job;

import io.synapse.space.SearchSpace;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A checked job.
 *
 * @param name the plain name, not blank
 * @param description free text; empty without one
 * @param dataset id of the data set
 * @param checkpoint id of the model to start from
 * @param numCpus CPUs of one trial, or of the one worker of a training
 * @param numGpus GPUs of the same; empty leaves devices visible and uncounted, 0 hides them
 * @param hyperparameter the fixed hyperparameters; empty in tune mode
 * @param tuning what to search for and how; empty in train mode
 */
public record Job(
    String name,
    String description,
    int dataset,
    OptionalInt checkpoint,
    double numCpus,
    OptionalDouble numGpus,
    Map<String, Object> hyperparameter,
    Optional<Tuning> tuning) {

  /** Whether this is a tuning job. */
  public boolean isTune() {
    return tuning.isPresent();
  }

  /**
   * The part of a job that only tuning has.
   *
   * @param space what may be tried
   * @param config how it is searched
   */
  public record Tuning(SearchSpace space, TuneConfig config) {}
}
