package io.synapse.search.model;

import java.util.random.RandomGenerator;

/** Proposes and scores points that have not been tried, according to a fitted surrogate model. */
public interface Acquisition {

  /**
   * The next point to try. Repeated calls return different points as long as the model has any.
   *
   * @param random the generator of this suggestion
   */
  double[] next(RandomGenerator random);

  /** The score of a point; higher is better. Scores of different models are not comparable. */
  double score(double[] point);
}
