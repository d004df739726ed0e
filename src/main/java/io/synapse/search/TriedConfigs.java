package io.synapse.search;

import io.synapse.run.History;
import io.synapse.run.History.PastTrial;
import io.synapse.run.Trial;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The configurations that were tried, or are being tried, by a run or by the earlier runs it learns
 * from. Not thread-safe.
 */
final class TriedConfigs {

  private final SearchSpace space;
  private final OptionalLong cardinality;
  private final Set<Config> configs = new HashSet<>();
  private int trialsSeen;

  TriedConfigs(SearchSpace space, List<PastTrial> past) {
    this.space = space;
    this.cardinality = space.cardinality();
    past.forEach(trial -> configs.add(trial.config()));
  }

  /** Adds the trials that have been created since the last call. */
  void update(History history) {
    List<Trial> trials = history.trials();
    for (; trialsSeen < trials.size(); trialsSeen++) {
      configs.add(trials.get(trialsSeen).spec().config());
    }
  }

  boolean contains(Config config) {
    return configs.contains(config);
  }

  /**
   * The number of untried configurations; {@link Long#MAX_VALUE} if the space is infinite or too
   * large to count.
   */
  long remaining() {
    return cardinality.isPresent() && cardinality.getAsLong() < Long.MAX_VALUE
        ? Math.max(0, cardinality.getAsLong() - configs.size())
        : Long.MAX_VALUE;
  }

  /** All untried configurations of a finite space; enumerates the whole space. */
  List<Config> untried() {
    List<Config> untried = new ArrayList<>();
    for (long index = 0; index < cardinality.orElseThrow(); index++) {
      Config config = space.configAt(index);
      if (!contains(config)) {
        untried.add(config);
      }
    }
    return untried;
  }

  /**
   * The first untried configuration of a finite space at or after a random index, with wraparound;
   * empty if there is none.
   */
  Optional<Config> anyUntried(RandomGenerator random) {
    long count = cardinality.orElseThrow();
    long start = random.nextLong(count);
    for (long i = 0; i < count; i++) {
      Config config = space.configAt((start + i) % count);
      if (!contains(config)) {
        return Optional.of(config);
      }
    }
    return Optional.empty();
  }
}
