package io.synapse.search.model;

import java.util.random.RandomGenerator;

/** A model of the objective, from which a search takes what to try next. */
@FunctionalInterface
public interface Surrogate {

  /**
   * What a model of the observations thinks of points that are not tried yet. It depends on the
   * observations and the generator alone; what is remembered from one call to the next must not
   * show in the result.
   *
   * @param observations with at least one completed trial
   * @param random of this suggestion
   */
  Acquisition fit(Observations observations, RandomGenerator random);
}
