package io.synapse.search.gp;

import java.util.Arrays;
import java.util.List;

/**
 * The posterior of a Gaussian process: one or more functions that share their variance, each a
 * constant mean plus a weighted sum of kernels. Valid as long as the Cholesky factor it was made
 * with.
 */
final class Posterior {

  private static final double MIN_VARIANCE = 1e-18;

  private final MaternKernel kernel;
  private final List<double[]> points;
  private final CholeskyFactor factor;
  private final double mean;
  private final double[][] weights;

  /**
   * Creates a posterior.
   *
   * @param points the points at which the kernels are centred
   * @param factor the Cholesky factor of their covariance
   * @param mean the constant mean
   * @param weights for each function, the weight of each point; a function may leave out the last
   *     points
   */
  Posterior(
      MaternKernel kernel,
      List<double[]> points,
      CholeskyFactor factor,
      double mean,
      double[][] weights) {
    this.kernel = kernel;
    this.points = points;
    this.factor = factor;
    this.mean = mean;
    this.weights = weights;
  }

  /** The value of an acquisition function at a point. */
  double acquisition(AcquisitionFunction function, double[] point) {
    double[] covariances = new double[points.size()];
    for (int i = 0; i < covariances.length; i++) {
      covariances[i] = kernel.covariance(point, points.get(i));
    }
    double[] means = means(covariances);
    double deviation = deviation(factor.solveLower(covariances));
    return function.value(means, deviation, new double[means.length + 1]);
  }

  /**
   * The value of an acquisition function at a point.
   *
   * @param gradient output: the derivatives with respect to numeric coordinates; 0 for categories
   */
  double acquisition(AcquisitionFunction function, double[] point, double[] gradient) {
    int count = points.size();
    double[] kernelDerivatives = new double[count];
    double[] covariances = new double[count];
    for (int i = 0; i < count; i++) {
      double distance = kernel.squaredDistance(point, points.get(i));
      covariances[i] = kernel.covarianceAt(distance);
      kernelDerivatives[i] = kernel.derivative(distance);
    }
    double[] means = means(covariances);
    double[] solved = factor.solveLower(covariances);
    double deviation = deviation(solved);
    double[] derivatives = new double[means.length + 1];
    double value = function.value(means, deviation, derivatives);
    double[] covarianceDerivatives = factor.solveUpper(solved);
    double scale = -derivatives[means.length] / deviation;
    for (int i = 0; i < count; i++) {
      covarianceDerivatives[i] *= scale;
    }
    addMeanDerivatives(derivatives, covarianceDerivatives);
    Arrays.fill(gradient, 0);
    for (int i = 0; i < count; i++) {
      kernel.addGradient(
          point, points.get(i), covarianceDerivatives[i] * kernelDerivatives[i], gradient);
    }
    return value;
  }

  private void addMeanDerivatives(double[] derivatives, double[] covarianceDerivatives) {
    for (int s = 0; s < weights.length; s++) {
      double[] functionWeights = weights[s];
      for (int i = 0; i < functionWeights.length; i++) {
        covarianceDerivatives[i] += derivatives[s] * functionWeights[i];
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
    return Math.sqrt(Math.max(MIN_VARIANCE, kernel.amplitude() - explained));
  }
}
