package io.synapse.search.model;

import java.util.List;

/**
 * The trials of a history as input of a model; each list is in the order of the trials' numbers.
 *
 * @param completed trials with a finite loss, those of earlier runs first
 * @param failed trials that have ended without a finite loss
 * @param pending trials that have not ended
 */
public record Observations(
    List<Observation> completed, List<Observation> failed, List<Observation> pending) {

  /** The number of trials. */
  public int size() {
    return completed.size() + failed.size() + pending.size();
  }

  /**
   * One trial as input of a model. The array is shared and must not be changed.
   *
   * @param number the trial's number; negative for a trial of an earlier run, -1 for the latest of
   *     these
   * @param point its configuration
   * @param loss the objective's value, negated if it is to be maximised; NaN if the trial has none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Observation(int number, double[] point, double loss) {}
}
