package io.synapse.search.tpe;

import io.synapse.search.model.Acquisition;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The ratio of the density of good configurations to that of the others, along some axes. Not
 * thread-safe.
 */
final class DensityRatio {

  private final int[] axes;
  private final KernelMixture good;
  private final ObservationDensity other;

  /**
   * Creates a ratio.
   *
   * @param axes the indices of the axes
   */
  DensityRatio(int[] axes, KernelMixture good, ObservationDensity other) {
    this.axes = axes;
    this.good = good;
    this.other = other;
  }

  /**
   * Sets the coordinates along the axes to the best of some draws from the density of good
   * configurations.
   */
  void propose(double[] point, int candidates, RandomGenerator random) {
    double[] best = good.sample(random);
    double highest = logRatio(best);
    for (int i = 1; i < candidates; i++) {
      double[] candidate = good.sample(random);
      double score = logRatio(candidate);
      if (score > highest) {
        best = candidate;
        highest = score;
      }
    }
    for (int i = 0; i < axes.length; i++) {
      point[axes[i]] = best[i];
    }
  }

  /** The logarithm of the ratio at a point of the whole space. */
  double score(double[] point) {
    double[] projected = new double[axes.length];
    for (int i = 0; i < axes.length; i++) {
      projected[i] = point[axes[i]];
    }
    return logRatio(projected);
  }

  private double logRatio(double[] projected) {
    return good.logDensity(projected) - other.logDensity(projected);
  }

  /** The estimated density of observations along some axes. */
  interface ObservationDensity {

    /**
     * The logarithm of the density at a point, which has the coordinates of these axes only; for
     * countable values, that of the probability.
     */
    double logDensity(double[] point);
  }

  /**
   * The product of the ratios of all groups of axes.
   *
   * @param ratios one for each group
   * @param dimensions the number of axes of the space
   * @param candidates how many draws are compared in each group
   */
  record DensityRatios(List<DensityRatio> ratios, int dimensions, int candidates)
      implements Acquisition {

    @Override
    public double[] next(RandomGenerator random) {
      double[] point = new double[dimensions];
      ratios.forEach(ratio -> ratio.propose(point, candidates, random));
      return point;
    }

    @Override
    public double score(double[] point) {
      return ratios.stream().mapToDouble(ratio -> ratio.score(point)).sum();
    }
  }
}
