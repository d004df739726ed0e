package io.synapse.search.tpe;

import io.synapse.search.tpe.DensityRatio.ObservationDensity;
import io.synapse.search.tpe.KernelMixture.KernelWeights;
import java.util.Arrays;

/**
 * What a {@link KernelMixture} comes to along one real number, made for many kernels: most have the
 * least width, and of these only the ones near a place are looked at. Immutable.
 */
final class RealAxisMixture implements ObservationDensity {

  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  /** A kernel that adds less than this part of what the prior law adds is left out. */
  private static final double NOTHING = 1e-12;

  private static final double LEAST = 1e-300;

  private final KernelSupport line;
  private final double leastDeviation;
  private final Terms narrow;
  private final Terms wide;

  /** How far narrow kernels reach where the prior law is highest, squared and in deviations. */
  private final double squaredReach;

  /** A mixture of laws on a line of real numbers. */
  RealAxisMixture(TruncatedNormals bells, KernelWeights weights) {
    this.line = bells.line();
    this.leastDeviation = bells.least();
    this.narrow = new Terms(weights.size());
    this.wide = new Terms(weights.size());
    for (int law : bells.order()) {
      boolean isNarrow = bells.deviations()[law] <= leastDeviation;
      (isNarrow ? narrow : wide).add(bells, law, height(bells, weights, law));
    }
    double priorHeight = height(bells, weights, weights.size() - 1);
    this.squaredReach = 2 * Math.log(narrow.highest / Math.max(LEAST, NOTHING * priorHeight));
  }

  private static double height(TruncatedNormals bells, KernelWeights weights, int law) {
    return weights.share(law) / (bells.spread(law) * SQRT_2_PI);
  }

  @Override
  public double logDensity(double[] point) {
    double place = line.of(point[0]);
    double reach = reach(place);
    int from = narrow.first(place - reach);
    int to = narrow.first(place + reach);
    double sum = narrow.sum(place, from, to) + wide.sum(place, 0, wide.size);
    return Math.log(Math.max(LEAST, sum));
  }

  /** How far from a place the narrow kernels are that add something: far where the prior is low. */
  private double reach(double place) {
    double fromPrior = (place - line.priorMean()) / line.priorDeviation();
    return leastDeviation * Math.sqrt(Math.max(0, squaredReach + fromPrior * fromPrior));
  }

  /** Weighted kernels from the least mean to the greatest. */
  private static final class Terms {

    private final double[] means;
    private final double[] precisions;
    private final double[] heights;
    private int size;
    private double highest;

    Terms(int most) {
      this.means = new double[most];
      this.precisions = new double[most];
      this.heights = new double[most];
    }

    void add(TruncatedNormals bells, int law, double height) {
      means[size] = bells.means()[law];
      precisions[size] = 1 / bells.deviations()[law];
      heights[size] = height;
      highest = Math.max(highest, height);
      size++;
    }

    /** The first kernel whose mean is at a place or after it; of several right there, any. */
    int first(double place) {
      int index = Arrays.binarySearch(means, 0, size, place);
      return index < 0 ? -index - 1 : index;
    }

    double sum(double place, int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        double distance = (place - means[i]) * precisions[i];
        sum += heights[i] * Math.exp(-0.5 * distance * distance);
      }
      return sum;
    }
  }
}
