package io.synapse.search.tpe;

import io.synapse.search.tpe.DensityRatio.ObservationDensity;
import io.synapse.search.tpe.KernelMixture.KernelWeights;
import java.util.Arrays;

/**
 * The density of a {@link KernelMixture} along a single real axis, optimised for many kernels: most
 * of them have the minimum width, and of these only those near a position are evaluated. Immutable.
 */
final class RealAxisMixture implements ObservationDensity {

  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  /** A kernel whose density is less than this part of the prior's is left out. */
  private static final double NEGLIGIBLE = 1e-12;

  private static final double MIN_DENSITY = 1e-300;

  private final KernelSupport support;
  private final double minDeviation;
  private final KernelGroup narrow;
  private final KernelGroup wide;

  /**
   * The distance beyond which narrow kernels are negligible at the prior's mean, squared, in
   * deviations.
   */
  private final double squaredReach;

  /** Creates a mixture of kernels. */
  RealAxisMixture(TruncatedNormals normals, KernelWeights weights) {
    this.support = normals.support();
    this.minDeviation = normals.minDeviation();
    this.narrow = new KernelGroup(weights.size());
    this.wide = new KernelGroup(weights.size());
    for (int kernel : normals.order()) {
      boolean isNarrow = normals.deviations()[kernel] <= minDeviation;
      (isNarrow ? narrow : wide).add(normals, kernel, height(normals, weights, kernel));
    }
    double priorHeight = height(normals, weights, weights.size() - 1);
    this.squaredReach =
        2 * Math.log(narrow.highest / Math.max(MIN_DENSITY, NEGLIGIBLE * priorHeight));
  }

  private static double height(TruncatedNormals normals, KernelWeights weights, int kernel) {
    return weights.normalized(kernel) / (normals.normalization(kernel) * SQRT_2_PI);
  }

  @Override
  public double logDensity(double[] point) {
    double position = support.position(point[0]);
    double reach = reach(position);
    int from = narrow.firstFrom(position - reach);
    int to = narrow.firstFrom(position + reach);
    double sum = narrow.density(position, from, to) + wide.density(position, 0, wide.size);
    return Math.log(Math.max(MIN_DENSITY, sum));
  }

  /**
   * The distance from a position beyond which narrow kernels are negligible; it is greater where
   * the density of the prior is lower.
   */
  private double reach(double position) {
    double fromPrior = (position - support.priorMean()) / support.priorDeviation();
    return minDeviation * Math.sqrt(Math.max(0, squaredReach + fromPrior * fromPrior));
  }

  /** Weighted kernels in ascending order of their means. */
  private static final class KernelGroup {

    private final double[] means;
    private final double[] precisions;
    private final double[] heights;
    private int size;
    private double highest;

    KernelGroup(int capacity) {
      this.means = new double[capacity];
      this.precisions = new double[capacity];
      this.heights = new double[capacity];
    }

    void add(TruncatedNormals normals, int kernel, double height) {
      means[size] = normals.means()[kernel];
      precisions[size] = 1 / normals.deviations()[kernel];
      heights[size] = height;
      highest = Math.max(highest, height);
      size++;
    }

    /**
     * The index of the first kernel whose mean is at or after a position; of several exactly there,
     * any.
     */
    int firstFrom(double position) {
      int index = Arrays.binarySearch(means, 0, size, position);
      return index < 0 ? -index - 1 : index;
    }

    double density(double position, int from, int to) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        double distance = (position - means[i]) * precisions[i];
        sum += heights[i] * Math.exp(-0.5 * distance * distance);
      }
      return sum;
    }
  }
}
