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

/** The configurations that a run, or one that it learns from, has tried or is trying. */
final class TriedConfigs {

  private final SearchSpace space;
  private final OptionalLong cardinality;
  private final Set<Config> configs = new HashSet<>();
  private int seen;

  TriedConfigs(SearchSpace space, List<PastTrial> past) {
    this.space = space;
    this.cardinality = space.cardinality();
    past.forEach(trial -> configs.add(trial.config()));
  }

  /** Takes in the trials that are new since the last call. */
  void see(History history) {
    List<Trial> trials = history.trials();
    for (; seen < trials.size(); seen++) {
      configs.add(trials.get(seen).spec().config());
    }
  }

  boolean contains(Config config) {
    return configs.contains(config);
  }

  /** How many configurations are left; {@link Long#MAX_VALUE} where there is no end of them. */
  long left() {
    return cardinality.isPresent() && cardinality.getAsLong() < Long.MAX_VALUE
        ? Math.max(0, cardinality.getAsLong() - configs.size())
        : Long.MAX_VALUE;
  }

  /** Every configuration that is left, in a space small enough to be gone through. */
  List<Config> rest() {
    List<Config> rest = new ArrayList<>();
    for (long index = 0; index < cardinality.orElseThrow(); index++) {
      Config config = space.configAt(index);
      if (!contains(config)) {
        rest.add(config);
      }
    }
    return rest;
  }

  /** The first one that is left at or after a random place; empty when there is none. */
  Optional<Config> any(RandomGenerator random) {
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
