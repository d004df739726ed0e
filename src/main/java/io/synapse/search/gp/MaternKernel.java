package io.synapse.search.gp;

import io.synapse.search.model.Coordinates;
import java.util.List;

/**
 * The Matérn kernel with smoothness 5/2 and one length scale per coordinate (Rasmussen and Williams
 * 2006, section 4.2.1). The distance between two different categories is 1, so that squared
 * distances are proportional to those of one-hot encodings. Numbers with a step must be given as
 * the middle of their quantile interval, which makes the kernel constant wherever the objective is
 * (Garrido-Merchán and Hernández-Lobato 2020, section 3). Both keep the kernel positive definite.
 * Immutable.
 */
final class MaternKernel {

  private static final double SQRT_5 = Math.sqrt(5);

  private final boolean[] categorical;
  private final double[] inverseSquaredLengths;
  private final double amplitude;

  /**
   * Creates a kernel.
   *
   * @param categorical whether each coordinate is that of a category
   * @param parameters the length scales and the amplitude
   */
  MaternKernel(boolean[] categorical, KernelParameters parameters) {
    this.categorical = categorical;
    this.amplitude = parameters.amplitude();
    this.inverseSquaredLengths = new double[categorical.length];
    for (int i = 0; i < inverseSquaredLengths.length; i++) {
      inverseSquaredLengths[i] = 1 / (parameters.lengthScales()[i] * parameters.lengthScales()[i]);
    }
  }

  /** Which coordinates are those of categories. */
  static boolean[] categorical(Coordinates coordinates) {
    boolean[] categorical = new boolean[coordinates.size()];
    for (int i = 0; i < categorical.length; i++) {
      categorical[i] = coordinates.axes().get(i).isCategorical();
    }
    return categorical;
  }

  /** The variance of the function at any point. */
  double amplitude() {
    return amplitude;
  }

  /** The covariance of the function values at two points. */
  double covariance(double[] first, double[] second) {
    return covarianceAt(squaredDistance(first, second));
  }

  /**
   * The weighted sum of the covariances of a point with other points.
   *
   * @param weights one for each of the first points
   */
  double weightedSum(double[] point, List<double[]> others, double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * covariance(point, others.get(i));
    }
    return sum;
  }

  /** The squared distance in units of the length scales. */
  double squaredDistance(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < inverseSquaredLengths.length; i++) {
      sum += inverseSquaredLengths[i] * squaredDifference(i, first[i], second[i]);
    }
    return sum;
  }

  /** The squared distance of two coordinates of one axis, for length scale 1. */
  double squaredDifference(int axis, double first, double second) {
    double gap = first - second;
    return categorical[axis] ? (gap == 0 ? 0 : 1) : gap * gap;
  }

  /** The reciprocal of the square of an axis's length scale. */
  double inverseSquaredLength(int axis) {
    return inverseSquaredLengths[axis];
  }

  /** The covariance at a squared distance. */
  double covarianceAt(double squaredDistance) {
    double scaled = SQRT_5 * Math.sqrt(squaredDistance);
    return amplitude * (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
  }

  /** The derivative of the covariance with respect to the squared distance; negative. */
  double derivative(double squaredDistance) {
    double scaled = SQRT_5 * Math.sqrt(squaredDistance);
    return -amplitude * (5.0 / 6) * (1 + scaled) * Math.exp(-scaled);
  }

  /**
   * Adds the derivatives of the squared distance with respect to the first point's numeric
   * coordinates, times a factor.
   */
  void addGradient(double[] first, double[] second, double factor, double[] gradient) {
    for (int i = 0; i < inverseSquaredLengths.length; i++) {
      if (!categorical[i]) {
        gradient[i] += 2 * factor * inverseSquaredLengths[i] * (first[i] - second[i]);
      }
    }
  }

  /**
   * The hyperparameters of a Gaussian process. The array is shared and must not be changed.
   *
   * @param lengthScales the length scale of each coordinate, above 0
   * @param amplitude the variance of the function, above 0
   * @param noise the variance of the observation noise, above 0
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record KernelParameters(double[] lengthScales, double amplitude, double noise) {

    /** Creates parameters from their logarithms, in the order of the components. */
    static KernelParameters ofLogarithms(double[] logarithms) {
      int dimensions = logarithms.length - 2;
      double[] lengthScales = new double[dimensions];
      for (int i = 0; i < dimensions; i++) {
        lengthScales[i] = Math.exp(logarithms[i]);
      }
      return new KernelParameters(
          lengthScales, Math.exp(logarithms[dimensions]), Math.exp(logarithms[dimensions + 1]));
    }
  }
}
