package io.synapse.search;

import io.synapse.run.History.PastTrial;
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
 * @param past trials of earlier runs to learn from, the oldest first; they are no trials of this
 *     run
 */
public record SearchSettings(
    String name,
    Map<String, Object> options,
    SearchSpace space,
    List<Map<String, Object>> pointsToEvaluate,
    int numSamples,
    Objective objective,
    long seed,
    List<PastTrial> past) {

  /** Copies the lists. */
  public SearchSettings {
    pointsToEvaluate = List.copyOf(pointsToEvaluate);
    past = List.copyOf(past);
  }

  /** Settings of a search that knows of no earlier run. */
  public SearchSettings(
      String name,
      Map<String, Object> options,
      SearchSpace space,
      List<Map<String, Object>> pointsToEvaluate,
      int numSamples,
      Objective objective,
      long seed) {
    this(name, options, space, pointsToEvaluate, numSamples, objective, seed, List.of());
  }

  /** The same for a search that learns from these trials first. */
  public SearchSettings after(List<PastTrial> earlier) {
    return new SearchSettings(
        name, options, space, pointsToEvaluate, numSamples, objective, seed, earlier);
  }
}
