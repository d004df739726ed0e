package io.synapse.search.gp;

import io.synapse.search.gp.MaternKernel.KernelParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Cholesky factor of the covariance of points, with a nugget on its diagonal. Points that begin
 * like those of the call before cost the rows after the common start. What it gives is a function
 * of the points alone.
 */
final class CovarianceFactor {

  private static final double GROWTH = 10;

  private final MaternKernel kernel;
  private final double leastNugget;
  private final List<double[]> points = new ArrayList<>();
  private final CholeskyFactor triangle = new CholeskyFactor();
  private double nugget;

  /**
   * A factor of no points.
   *
   * @param kernel the covariance
   * @param leastNugget what is added to the diagonal, above 0; more where rounding needs it
   */
  CovarianceFactor(MaternKernel kernel, double leastNugget) {
    this.kernel = kernel;
    this.leastNugget = leastNugget;
    this.nugget = leastNugget;
  }

  /** The factor for points; valid until the next call. */
  CholeskyFactor of(List<double[]> wanted) {
    keepCommonStart(wanted);
    while (!extend(wanted)) {
      // Duplicates and near-duplicates; a matrix with enough on its diagonal is never singular.
      nugget *= GROWTH;
      truncate(0);
    }
    return triangle;
  }

  /** What was added to the diagonal in the last call. */
  double nugget() {
    return nugget;
  }

  private void keepCommonStart(List<double[]> wanted) {
    int common = 0;
    int limit = Math.min(points.size(), wanted.size());
    while (common < limit && Arrays.equals(points.get(common), wanted.get(common))) {
      common++;
    }
    // A larger nugget may have been needed for the points that go: then all begins anew.
    boolean shrinks = common < points.size();
    if (shrinks && nugget > leastNugget) {
      nugget = leastNugget;
      common = 0;
    }
    truncate(common);
  }

  private void truncate(int size) {
    triangle.truncate(size);
    points.subList(size, points.size()).clear();
  }

  private boolean extend(List<double[]> wanted) {
    for (int i = points.size(); i < wanted.size(); i++) {
      double[] point = wanted.get(i);
      double[] row = new double[i + 1];
      for (int j = 0; j < i; j++) {
        row[j] = kernel.of(point, wanted.get(j));
      }
      row[i] = kernel.amplitude() + nugget;
      if (!triangle.append(row, nugget / 2)) {
        return false;
      }
      points.add(point);
    }
    return true;
  }

  /** The factors of one set of kernel parameters, kept while these are the same object. */
  static final class FactorCache {

    private final KernelParameters parameters;
    private final MaternKernel kernel;
    private final CovarianceFactor noisy;
    private final CovarianceFactor plain;

    private static final double JITTER = 1e-7;

    FactorCache(boolean[] categorical, KernelParameters parameters) {
      this.parameters = parameters;
      this.kernel = new MaternKernel(categorical, parameters);
      this.noisy = new CovarianceFactor(kernel, parameters.noise());
      this.plain = new CovarianceFactor(kernel, JITTER * parameters.amplitude());
    }

    KernelParameters parameters() {
      return parameters;
    }

    MaternKernel kernel() {
      return kernel;
    }

    /** Of the covariance of what is observed. */
    CovarianceFactor noisy() {
      return noisy;
    }

    /** Of the covariance of the function itself. */
    CovarianceFactor plain() {
      return plain;
    }
  }
}
