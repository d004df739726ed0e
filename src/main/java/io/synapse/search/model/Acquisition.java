package io.synapse.search.model;

import java.util.random.RandomGenerator;

/** What a model thinks of points that are not tried yet. */
public interface Acquisition {

  /**
   * A point worth trying; a call after another one gives another point where there is one.
   *
   * @param random of this suggestion
   */
  double[] next(RandomGenerator random);

  /** How much a point is worth trying, to be compared with others of the same model. */
  double score(double[] point);
}
