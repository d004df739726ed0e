package io.synapse.search;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.History;
import io.synapse.run.TrialSpec;
import io.synapse.search.model.Acquisition;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.HistoryObserver;
import io.synapse.search.model.Observations;
import io.synapse.search.model.Surrogate;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Suggests the configurations that a surrogate model of the trials so far proposes, after an
 * initial design. Trials of earlier runs count as the first trials. No configuration is suggested
 * twice unless repeats are allowed; once all have been tried, the search space is exhausted.
 */
final class ModelBasedSearcher implements Searcher {

  /** If at most this many configurations are untried, the model scores each of them. */
  private static final long MAX_SCORED = 1_000;

  private static final long MAX_ENUMERATED = 10_000;
  private static final int MAX_PROPOSALS = 8;
  private static final int MAX_DRAWS = 100;

  private final Coordinates coordinates;
  private final InitialDesign initialDesign;
  private final Surrogate surrogate;
  private final HistoryObserver observer;
  private final TriedConfigs tried;
  private final boolean allowsRepeats;

  /** Chooses the configurations of the first trials, before the model is used. */
  interface InitialDesign {

    /** Whether the design has more points, so that the model is not used yet. */
    boolean isIncomplete(Observations observations);

    /** The point of a trial; another call with the same generator gives another point. */
    double[] point(int trialNumber, RandomGenerator random);
  }

  /**
   * Creates a searcher.
   *
   * @param settings its options may hold {@code allow_repeats}
   * @param initialDesign chooses the first trials
   * @param surrogate the model
   * @throws InvalidInputException if the space has grid dimensions, whose values are to be
   *     enumerated, not chosen
   */
  ModelBasedSearcher(SearchSettings settings, InitialDesign initialDesign, Surrogate surrogate) {
    refuseGrid(settings);
    this.coordinates = new Coordinates(settings.space());
    this.initialDesign = initialDesign;
    this.surrogate = surrogate;
    this.observer = new HistoryObserver(coordinates, settings.objective(), settings.past());
    this.tried = new TriedConfigs(settings.space(), settings.past());
    this.allowsRepeats = Boolean.TRUE.equals(settings.options().get(ModelOptions.ALLOW_REPEATS));
  }

  private static void refuseGrid(SearchSettings settings) {
    if (settings.space().hasGrid()) {
      String names =
          settings.space().gridDimensions().stream()
              .map(SearchSpace.Dimension::name)
              .collect(Collectors.joining(", "));
      throw new InvalidInputException(
          "params.tune_config.search_alg.name",
          "%s chooses values by what it learns and goes through no grid; give %s the type choice"
                  .formatted(settings.name(), names)
              + " in place of grid_search, or use basicvariantgenerator");
    }
  }

  @Override
  public Optional<Searcher.Suggestion> suggest(History history, RandomGenerator random) {
    tried.update(history);
    if (!allowsRepeats && tried.remaining() == 0) {
      return Optional.empty();
    }
    Observations observations = observer.observe(history);
    Config config =
        observations.completed().isEmpty() || initialDesign.isIncomplete(observations)
            ? initialConfig(history.trials().size(), random)
            : proposedConfig(surrogate.fit(observations, random), random);
    return Optional.of(new Searcher.Suggestion(TrialSpec.Origin.SEARCHER, config));
  }

  private Config initialConfig(int number, RandomGenerator random) {
    for (int i = 0; i < MAX_DRAWS; i++) {
      Config config = coordinates.config(initialDesign.point(number, random));
      if (isAllowed(config)) {
        return config;
      }
    }
    return tried.anyUntried(random).orElseThrow();
  }

  private Config proposedConfig(Acquisition acquisition, RandomGenerator random) {
    if (!allowsRepeats && tried.remaining() <= MAX_SCORED && isEnumerable()) {
      return best(tried.untried(), acquisition);
    }
    for (int i = 0; i < MAX_PROPOSALS; i++) {
      Config config = coordinates.config(acquisition.next(random));
      if (isAllowed(config)) {
        return config;
      }
    }
    return bestOfRandom(acquisition, random);
  }

  /**
   * The best of some random configurations, for the case that the model proposes only
   * configurations that have been tried.
   */
  private Config bestOfRandom(Acquisition acquisition, RandomGenerator random) {
    List<Config> drawn = new ArrayList<>();
    for (int i = 0; i < MAX_DRAWS; i++) {
      Config config = coordinates.config(coordinates.sample(random));
      if (isAllowed(config)) {
        drawn.add(config);
      }
    }
    return drawn.isEmpty() ? tried.anyUntried(random).orElseThrow() : best(drawn, acquisition);
  }

  /** The configuration with the highest score; among equals the first. */
  private Config best(List<Config> configs, Acquisition acquisition) {
    Config best = configs.get(0);
    double highest = Double.NEGATIVE_INFINITY;
    for (Config config : configs) {
      double score = acquisition.score(coordinates.point(config));
      if (score > highest) {
        best = config;
        highest = score;
      }
    }
    return best;
  }

  private boolean isAllowed(Config config) {
    return allowsRepeats || !tried.contains(config);
  }

  /** Whether the whole space is small enough to be enumerated. */
  private boolean isEnumerable() {
    return coordinates.space().cardinality().orElse(Long.MAX_VALUE) <= MAX_ENUMERATED;
  }

  /**
   * An initial design of random configurations.
   *
   * @param trials how many trials it has, running ones included
   */
  record RandomDesign(Coordinates coordinates, long trials)
      implements ModelBasedSearcher.InitialDesign {

    @Override
    public boolean isIncomplete(Observations observations) {
      return observations.size() < trials;
    }

    @Override
    public double[] point(int trialNumber, RandomGenerator random) {
      return coordinates.sample(random);
    }
  }
}
