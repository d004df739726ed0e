package io.synapse.search;

import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * What a searcher is made of: the checked part of a tuning job that concerns it.
 *
 * @param name the algorithm's name or an alias of it, in any case
 * @param options every option of the algorithm, defaults filled in
 * @param space what may be tried
 * @param pointsToEvaluate full or partial configurations to try first, as {@link
 *     io.synapse.space.PointsReader} gives them
 * @param numSamples how many trials at most
 * @param objective what is optimised
 * @param seed the run's seed, for what belongs to the run and not to one trial
 */
public record SearchSettings(
    String name,
    Map<String, Object> options,
    SearchSpace space,
    List<Map<String, Object>> pointsToEvaluate,
    int numSamples,
    Objective objective,
    long seed) {

  /** Copies the list of points. */
  public SearchSettings {
    pointsToEvaluate = List.copyOf(pointsToEvaluate);
  }
}
