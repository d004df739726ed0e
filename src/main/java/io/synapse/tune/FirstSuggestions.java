package io.synapse.tune;

import io.synapse.search.Searcher;
import io.synapse.search.Suggestion;
import io.synapse.space.Config;
import io.synapse.trial.RunHistory;
import io.synapse.trial.TrialSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run would try first, for its plan. */
public final class FirstSuggestions {

  private FirstSuggestions() {}

  /**
   * The configurations of the first trials, as the tuner will ask for them while none has finished.
   *
   * @param count how many at most; fewer when the space is exhausted
   */
  public static List<Config> of(Searcher searcher, int count, RunPlan plan, long seed) {
    SeededGenerators generators = new SeededGenerators(seed);
    RunHistory history = new RunHistory(plan.objective(), plan.trialCount());
    List<Config> configs = new ArrayList<>();
    Optional<Suggestion> next = Optional.empty();
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
