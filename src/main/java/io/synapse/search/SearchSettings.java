package io.synapse.search;

import io.synapse.run.History.PastTrial;
import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * The settings of a searcher: the validated part of a tuning job that concerns it.
 *
 * @param name the algorithm's name or an alias of it, in any case
 * @param options every option of the algorithm, defaults filled in
 * @param space the search space
 * @param pointsToEvaluate full or partial configurations to try first, as {@link
 *     io.synapse.space.PointsReader} gives them
 * @param numSamples the maximum number of trials
 * @param objective the metric to optimise, and whether it is to be minimised or maximised
 * @param seed the run's seed, for randomness that is not specific to one trial
 * @param past trials of earlier runs to learn from, the oldest first; they are not trials of this
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

  /** Creates the settings of a search without trials of earlier runs. */
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

  /** The same settings with trials of earlier runs to learn from. */
  public SearchSettings withPast(List<PastTrial> earlier) {
    return new SearchSettings(
        name, options, space, pointsToEvaluate, numSamples, objective, seed, earlier);
  }
}
