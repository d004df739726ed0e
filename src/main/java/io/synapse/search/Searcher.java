package io.synapse.search;

import io.synapse.run.History;
import io.synapse.run.TrialSpec;
import io.synapse.space.Config;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Suggests configurations. A suggestion depends on the history, running trials included, and on the
 * generator alone; a searcher may cache what it computed from the history, provided that a cache
 * built anew gives the same suggestions. Called on the tuner's thread.
 */
public interface Searcher {

  /**
   * The configuration of the next trial, whose number is {@code history.trials().size()}.
   *
   * @param history the trials so far; not changed
   * @param random a generator of this trial's own, seeded with the run's seed and the trial's
   *     number
   * @return the suggestion; empty when the search space is exhausted
   */
  Optional<Suggestion> suggest(History history, RandomGenerator random);

  /**
   * A configuration to try.
   *
   * @param origin where it comes from
   * @param config a value for every dimension, within the space
   */
  public record Suggestion(TrialSpec.Origin origin, Config config) {}
}
