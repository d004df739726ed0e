package io.synapse.search;

import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import java.util.random.RandomGenerator;

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
