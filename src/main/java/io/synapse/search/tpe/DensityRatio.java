package io.synapse.search.tpe;

import io.synapse.search.model.Acquisition;
import java.util.List;
import java.util.random.RandomGenerator;

/** The density of good configurations over that of others, along some coordinates. */
final class DensityRatio {

  private final int[] group;
  private final KernelMixture good;
  private final ObservationDensity other;

  /**
   * A ratio.
   *
   * @param group the coordinates
   */
  DensityRatio(int[] group, KernelMixture good, ObservationDensity other) {
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

  /** The density of observations along some coordinates. */
  interface ObservationDensity {

    /** The logarithm of the density; of countable values, of the probability. */
    double logDensity(double[] point);
  }

  /**
   * The ratios of all groups of coordinates.
   *
   * @param dimensions how many coordinates there are
   * @param candidates how many draws are compared in each group
   */
  record DensityRatios(List<DensityRatio> groups, int dimensions, int candidates)
      implements Acquisition {

    @Override
    public double[] next(RandomGenerator random) {
      double[] point = new double[dimensions];
      groups.forEach(group -> group.propose(point, candidates, random));
      return point;
    }

    @Override
    public double score(double[] point) {
      return groups.stream().mapToDouble(group -> group.score(point)).sum();
    }
  }
}
