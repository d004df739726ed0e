package io.synapse.store;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a run has come to so far.
 *
 * @param modelId the model of the best trial, or of the single training
 * @param bestTrial the id of the best trial
 * @param bestValue the best trial's value of the objective, a finite number
 * @param trials how many trials were started
 * @param terminated how many of them ended well
 * @param failed how many of them ended with an error
 */
public record RunOutcome(
    OptionalLong modelId,
    Optional<String> bestTrial,
    OptionalDouble bestValue,
    int trials,
    int terminated,
    int failed) {

  /** Nothing yet. */
  public static final RunOutcome NONE =
      new RunOutcome(OptionalLong.empty(), Optional.empty(), OptionalDouble.empty(), 0, 0, 0);
}
