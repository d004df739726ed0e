package io.synapse.search.model;

import java.util.List;

/**
 * A history as a model sees it, each list in the order of the trials' numbers.
 *
 * @param completed trials with a finite value, those of earlier runs first
 * @param failed trials that failed, or whose value is not finite
 * @param pending trials that are not over
 */
public record Observations(
    List<Observation> completed, List<Observation> failed, List<Observation> pending) {

  /** How many trials there are. */
  public int size() {
    return completed.size() + failed.size() + pending.size();
  }

  /**
   * One trial as a model sees it. The array is shared and must not be changed.
   *
   * @param number the trial's number; below 0 for a trial of an earlier run, the newest -1
   * @param point its configuration
   * @param loss the objective's value, the less the better; NaN when the trial has none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Observation(int number, double[] point, double loss) {}
}
