package io.synapse.search.gp;

import io.synapse.search.model.Coordinates;
import java.util.List;

/**
 * The Matérn kernel with smoothness 5/2 and one length scale a coordinate (Rasmussen and Williams
 * 2006, section 4.2.1). Two categories are one apart when they differ, so that the squared distance
 * of two points is that of their one-hot encodings, scaled; numbers with a step are expected at the
 * middle of their shares, which makes the kernel constant where the objective is (Garrido-Merchán
 * and Hernández-Lobato 2020, section 3). Both keep it positive definite. Immutable.
 */
final class MaternKernel {

  private static final double ROOT = Math.sqrt(5);

  private final boolean[] categorical;
  private final double[] weights;
  private final double amplitude;

  /**
   * A kernel.
   *
   * @param categorical whether each coordinate is that of a category
   * @param parameters its length scales and its amplitude
   */
  MaternKernel(boolean[] categorical, KernelParameters parameters) {
    this.categorical = categorical;
    this.amplitude = parameters.amplitude();
    this.weights = new double[categorical.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1 / (parameters.lengths()[i] * parameters.lengths()[i]);
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

  /** The covariance of the function at two points. */
  double of(double[] first, double[] second) {
    return at(squaredDistance(first, second));
  }

  /** The weighted sum of the covariances of a point and others. */
  double sum(double[] point, List<double[]> others, double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * of(point, others.get(i));
    }
    return sum;
  }

  /** The squared distance in units of the length scales. */
  double squaredDistance(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * squaredGap(i, first[i], second[i]);
    }
    return sum;
  }

  /** The squared distance of two coordinates, of length scale 1. */
  double squaredGap(int axis, double first, double second) {
    double gap = first - second;
    return categorical[axis] ? (gap == 0 ? 0 : 1) : gap * gap;
  }

  /** One over the square of a length scale. */
  double weight(int axis) {
    return weights[axis];
  }

  /** The covariance at a squared distance. */
  double at(double squaredDistance) {
    double scaled = ROOT * Math.sqrt(squaredDistance);
    return amplitude * (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
  }

  /** How fast the covariance falls with the squared distance: its derivative, below 0. */
  double slope(double squaredDistance) {
    double scaled = ROOT * Math.sqrt(squaredDistance);
    return -amplitude * (5.0 / 6) * (1 + scaled) * Math.exp(-scaled);
  }

  /**
   * Adds the derivatives of a squared distance by the first point's coordinates, times a factor.
   * Those of categories have none.
   */
  void addGradient(double[] first, double[] second, double factor, double[] gradient) {
    for (int i = 0; i < weights.length; i++) {
      if (!categorical[i]) {
        gradient[i] += 2 * factor * weights[i] * (first[i] - second[i]);
      }
    }
  }

  /**
   * What a fit settles. The array is shared and must not be changed.
   *
   * @param lengths the length scale of each coordinate, above 0
   * @param amplitude the variance of the function, above 0
   * @param noise the variance of what is observed beside the function, above 0
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record KernelParameters(double[] lengths, double amplitude, double noise) {

    /** From their logarithms, in the order of the components. */
    static KernelParameters ofLogarithms(double[] logarithms) {
      int dimensions = logarithms.length - 2;
      double[] lengths = new double[dimensions];
      for (int i = 0; i < dimensions; i++) {
        lengths[i] = Math.exp(logarithms[i]);
      }
      return new KernelParameters(
          lengths, Math.exp(logarithms[dimensions]), Math.exp(logarithms[dimensions + 1]));
    }
  }
}
