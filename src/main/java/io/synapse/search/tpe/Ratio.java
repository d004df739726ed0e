package io.synapse.search.tpe;

import java.util.random.RandomGenerator;

/** The density of good configurations over that of others, along some coordinates. */
final class Ratio {

  private final int[] group;
  private final Mixture good;
  private final Density other;

  /**
   * A ratio.
   *
   * @param group the coordinates
   */
  Ratio(int[] group, Mixture good, Density other) {
    this.group = group;
    this.good = good;
    this.other = other;
  }

  /** Sets the coordinates to the best of some draws from the good configurations. */
  void propose(double[] point, int candidates, RandomGenerator random) {
    double[] best = good.sample(random);
    double highest = log(best);
    for (int i = 1; i < candidates; i++) {
      double[] candidate = good.sample(random);
      double score = log(candidate);
      if (score > highest) {
        best = candidate;
        highest = score;
      }
    }
    for (int i = 0; i < group.length; i++) {
      point[group[i]] = best[i];
    }
  }

  /** The logarithm of the ratio at a point. */
  double score(double[] point) {
    double[] part = new double[group.length];
    for (int i = 0; i < group.length; i++) {
      part[i] = point[group[i]];
    }
    return log(part);
  }

  private double log(double[] part) {
    return good.logDensity(part) - other.logDensity(part);
  }
}
