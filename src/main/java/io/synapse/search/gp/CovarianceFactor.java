package io.synapse.search.gp;

import io.synapse.search.gp.MaternKernel.KernelParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the Cholesky factor of the covariance matrix of points, with a nugget added to its
 * diagonal. If the points share a prefix with those of the previous call, only the rows after the
 * prefix are computed; the result is the same as without. Not thread-safe.
 */
final class CovarianceFactor {

  private static final double NUGGET_GROWTH = 10;

  private final MaternKernel kernel;
  private final double minNugget;
  private final List<double[]> factorized = new ArrayList<>();
  private final CholeskyFactor factor = new CholeskyFactor();
  private double nugget;

  /**
   * Creates an empty factor.
   *
   * @param kernel the covariance function
   * @param minNugget what is added to the diagonal, above 0; more is added if rounding errors
   *     require it
   */
  CovarianceFactor(MaternKernel kernel, double minNugget) {
    this.kernel = kernel;
    this.minNugget = minNugget;
    this.nugget = minNugget;
  }

  /** The factor for the points, in their order; valid until the next call. */
  CholeskyFactor factorize(List<double[]> points) {
    keepCommonPrefix(points);
    while (!extend(points)) {
      // Duplicates and near-duplicates; with a sufficient nugget the matrix is not singular.
      nugget *= NUGGET_GROWTH;
      truncate(0);
    }
    return factor;
  }

  /** The nugget that the last call added to the diagonal. */
  double nugget() {
    return nugget;
  }

  private void keepCommonPrefix(List<double[]> points) {
    int common = 0;
    int limit = Math.min(factorized.size(), points.size());
    while (common < limit && Arrays.equals(factorized.get(common), points.get(common))) {
      common++;
    }
    // The removed points may have required a larger nugget; the factor is then computed anew.
    boolean shrinks = common < factorized.size();
    if (shrinks && nugget > minNugget) {
      nugget = minNugget;
      common = 0;
    }
    truncate(common);
  }

  private void truncate(int size) {
    factor.truncate(size);
    factorized.subList(size, factorized.size()).clear();
  }

  private boolean extend(List<double[]> points) {
    for (int i = factorized.size(); i < points.size(); i++) {
      double[] point = points.get(i);
      double[] row = new double[i + 1];
      for (int j = 0; j < i; j++) {
        row[j] = kernel.covariance(point, points.get(j));
      }
      row[i] = kernel.amplitude() + nugget;
      if (!factor.append(row, nugget / 2)) {
        return false;
      }
      factorized.add(point);
    }
    return true;
  }

  /** A kernel with the growing factors of its covariance with and without observation noise. */
  static final class FactorCache {

    private final KernelParameters parameters;
    private final MaternKernel kernel;
    private final CovarianceFactor noisy;
    private final CovarianceFactor noiseFree;

    private static final double JITTER = 1e-7;

    FactorCache(boolean[] categorical, KernelParameters parameters) {
      this.parameters = parameters;
      this.kernel = new MaternKernel(categorical, parameters);
      this.noisy = new CovarianceFactor(kernel, parameters.noise());
      this.noiseFree = new CovarianceFactor(kernel, JITTER * parameters.amplitude());
    }

    KernelParameters parameters() {
      return parameters;
    }

    MaternKernel kernel() {
      return kernel;
    }

    /** The factor for noisy observations. */
    CovarianceFactor noisy() {
      return noisy;
    }

    /** The factor for values of the function itself. */
    CovarianceFactor noiseFree() {
      return noiseFree;
    }
  }
}
