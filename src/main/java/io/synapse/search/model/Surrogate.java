package io.synapse.search.model;

import java.util.random.RandomGenerator;

/** A model of the objective that a search fits to its observations to choose the next trials. */
@FunctionalInterface
public interface Surrogate {

  /**
   * Fits the model. The result depends on the observations and the generator alone; state cached
   * from earlier calls must not change it.
   *
   * @param observations at least one of them completed
   * @param random the generator of this suggestion
   */
  Acquisition fit(Observations observations, RandomGenerator random);
}
