package io.synapse.search;

import io.synapse.run.History;
import io.synapse.run.TrialSpec;
import io.synapse.space.Config;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A search algorithm: suggests the configurations of trials. A suggestion depends only on the
 * history, running trials included, and on the generator. A searcher may cache what it has computed
 * from the history, provided that a fresh searcher gives the same suggestions. Called on the
 * tuner's thread only.
 */
public interface Searcher {

  /**
   * The configuration of the next trial, whose number is {@code history.trials().size()}.
   *
   * @param history the trials so far; not changed
   * @param random this trial's own generator, seeded with the run's seed and the trial's number
   * @return the suggestion; empty when the search space is exhausted
   */
  Optional<Suggestion> suggest(History history, RandomGenerator random);

  /**
   * A suggested configuration.
   *
   * @param origin where it comes from
   * @param config a value for every dimension, within the space
   */
  public record Suggestion(TrialSpec.Origin origin, Config config) {}
}
