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
 * Suggests what a model of the trials so far thinks best, after some trials to begin with. Trials
 * of earlier runs count as the first ones. No configuration is suggested twice unless that is
 * allowed; where all are tried, the space is exhausted.
 */
final class ModelBasedSearcher implements Searcher {

  /** Where fewer configurations are left, the model is asked about each of them. */
  private static final long FEW = 1_000;

  private static final long SMALL = 10_000;
  private static final int MOST_PROPOSALS = 8;
  private static final int MOST_DRAWS = 100;

  private final Coordinates coordinates;
  private final Start start;
  private final Surrogate surrogate;
  private final HistoryObserver observer;
  private final TriedConfigs tried;
  private final boolean allowsRepeats;

  /** Where a search begins. */
  interface Start {

    /** Whether the model is not yet to be asked. */
    boolean goesOn(Observations observations);

    /** A point to begin with; a call after another one with the same generator gives another. */
    double[] point(int trialNumber, RandomGenerator random);
  }

  /**
   * A searcher with its model.
   *
   * @param settings its options may hold {@code allow_repeats}
   * @param start where it begins
   * @param surrogate the model
   * @throws InvalidInputException for a space with grid dimensions, whose values are to be gone
   *     through and not chosen
   */
  ModelBasedSearcher(SearchSettings settings, Start start, Surrogate surrogate) {
    refuseGrid(settings);
    this.coordinates = new Coordinates(settings.space());
    this.start = start;
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
    tried.see(history);
    if (!allowsRepeats && tried.left() == 0) {
      return Optional.empty();
    }
    Observations observations = observer.of(history);
    Config config =
        observations.completed().isEmpty() || start.goesOn(observations)
            ? begin(history.trials().size(), random)
            : proposed(surrogate.fit(observations, random), random);
    return Optional.of(new Searcher.Suggestion(TrialSpec.Origin.SEARCHER, config));
  }

  private Config begin(int number, RandomGenerator random) {
    for (int i = 0; i < MOST_DRAWS; i++) {
      Config config = coordinates.config(start.point(number, random));
      if (isAllowed(config)) {
        return config;
      }
    }
    return tried.any(random).orElseThrow();
  }

  private Config proposed(Acquisition acquisition, RandomGenerator random) {
    if (!allowsRepeats && tried.left() <= FEW && isSmall()) {
      return best(tried.rest(), acquisition);
    }
    for (int i = 0; i < MOST_PROPOSALS; i++) {
      Config config = coordinates.config(acquisition.next(random));
      if (isAllowed(config)) {
        return config;
      }
    }
    return drawn(acquisition, random);
  }

  /** The best of some that are drawn at random, where the model insists on what is tried. */
  private Config drawn(Acquisition acquisition, RandomGenerator random) {
    List<Config> drawn = new ArrayList<>();
    for (int i = 0; i < MOST_DRAWS; i++) {
      Config config = coordinates.config(coordinates.sample(random));
      if (isAllowed(config)) {
        drawn.add(config);
      }
    }
    return drawn.isEmpty() ? tried.any(random).orElseThrow() : best(drawn, acquisition);
  }

  /** The one with the highest score; among equals the first. */
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

  /** Whether the whole space, what is tried included, can be gone through. */
  private boolean isSmall() {
    return coordinates.space().cardinality().orElse(Long.MAX_VALUE) <= SMALL;
  }

  /**
   * Begins with draws from the space's law.
   *
   * @param trials how many, running ones included
   */
  record RandomStart(Coordinates coordinates, long trials) implements ModelBasedSearcher.Start {

    @Override
    public boolean goesOn(Observations observations) {
      return observations.size() < trials;
    }

    @Override
    public double[] point(int trialNumber, RandomGenerator random) {
      return coordinates.sample(random);
    }
  }
}
