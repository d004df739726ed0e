package io.synapse.tune;

import io.synapse.run.RunHistory;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialSpec;
import io.synapse.search.Searcher;
import io.synapse.space.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run would try first, for its plan. */
public final class SuggestionPreview {

  private SuggestionPreview() {}

  /**
   * The configurations of the first trials, as the tuner will ask for them while none has finished.
   *
   * @param count how many at most; fewer when the space is exhausted
   */
  public static List<Config> of(Searcher searcher, int count, RunPlan plan, long seed) {
    SeededGenerators generators = new SeededGenerators(seed);
    RunHistory history = new RunHistory(plan.objective(), plan.trialCount());
    List<Config> configs = new ArrayList<>();
    Optional<Searcher.Suggestion> next = Optional.empty();
    do {
      int number = history.trials().size();
      next = searcher.suggest(history, generators.forSuggestion(number));
      next.ifPresent(
          suggestion -> {
            configs.add(suggestion.config());
            history.add(
                new TrialSpec("trial_" + number, number, suggestion.origin(), suggestion.config()));
          });
    } while (next.isPresent() && configs.size() < count);
    return configs;
  }
}
