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
    List<Observed> completed, List<Observed> failed, List<Observed> pending) {

  /** How many trials there are. */
  public int size() {
    return completed.size() + failed.size() + pending.size();
  }
}
