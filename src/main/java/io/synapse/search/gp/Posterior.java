package io.synapse.search.gp;

import java.util.Arrays;
import java.util.List;

/**
 * What a Gaussian process predicts: functions that share their variance, each the constant mean
 * plus weighted kernels. Valid while the factor is.
 */
final class Posterior {

  private static final double LEAST_VARIANCE = 1e-18;

  private final MaternKernel kernel;
  private final List<double[]> points;
  private final CholeskyFactor triangle;
  private final double mean;
  private final double[][] weights;

  /**
   * A posterior.
   *
   * @param points what it depends on
   * @param triangle the factor of their covariance
   * @param mean the constant
   * @param weights for each function, the weight of each point
   */
  Posterior(
      MaternKernel kernel,
      List<double[]> points,
      CholeskyFactor triangle,
      double mean,
      double[][] weights) {
    this.kernel = kernel;
    this.points = points;
    this.triangle = triangle;
    this.mean = mean;
    this.weights = weights;
  }

  /** The merit of a point. */
  double merit(AcquisitionFunction merit, double[] point) {
    double[] covariances = new double[points.size()];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = kernel.of(point, points.get(i));
    }
    double[] means = means(covariances);
    double deviation = deviation(triangle.solveLower(covariances));
    return merit.of(means, deviation, new double[means.length + 1]);
  }

  /** The merit of a point, and its derivatives by the coordinates of numbers. */
  double merit(AcquisitionFunction merit, double[] point, double[] gradient) {
    int count = points.size();
    double[] slopesOfKernel = new double[count];
    double[] covariances = new double[count];
    for (int i = 0; i < count; i++) {
      double distance = kernel.squaredDistance(point, points.get(i));
      covariances[i] = kernel.at(distance);
      slopesOfKernel[i] = kernel.slope(distance);
    }
    double[] means = means(covariances);
    double[] solved = triangle.solveLower(covariances);
    double deviation = deviation(solved);
    double[] slopes = new double[means.length + 1];
    double value = merit.of(means, deviation, slopes);
    double[] byCovariance = triangle.solveUpper(solved);
    double factor = -slopes[means.length] / deviation;
    for (int i = 0; i < count; i++) {
      byCovariance[i] *= factor;
    }
    addWeights(slopes, byCovariance);
    Arrays.fill(gradient, 0);
    for (int i = 0; i < count; i++) {
      kernel.addGradient(point, points.get(i), byCovariance[i] * slopesOfKernel[i], gradient);
    }
    return value;
  }

  private void addWeights(double[] slopes, double[] byCovariance) {
    for (int s = 0; s < weights.length; s++) {
      double[] of = weights[s];
      for (int i = 0; i < of.length; i++) {
        byCovariance[i] += slopes[s] * of[i];
      }
    }
  }

  private double[] means(double[] covariances) {
    double[] means = new double[weights.length];
    for (int s = 0; s < means.length; s++) {
      means[s] = mean + CholeskyFactor.dot(weights[s], covariances, weights[s].length);
    }
    return means;
  }

  private double deviation(double[] solved) {
    double explained = CholeskyFactor.dot(solved, solved, solved.length);
    return Math.sqrt(Math.max(LEAST_VARIANCE, kernel.amplitude() - explained));
  }
}
