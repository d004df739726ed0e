package io.synapse.search.gp;

import io.synapse.search.gp.BoxMinimizer.DifferentiableFunction;
import io.synapse.search.gp.MaternKernel.KernelParameters;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;

/**
 * The objective of a fit of kernel parameters, as a function of their logarithms: the negative
 * logarithm of the marginal likelihood of the observations (Rasmussen and Williams 2006, section
 * 5.4.1) times the prior density. The constant mean is the maximum likelihood estimate for each set
 * of parameters. The value is infinite where the covariance has no Cholesky factor.
 */
final class NegativeLogMarginalLikelihood implements DifferentiableFunction {

  private final boolean[] categorical;
  private final List<double[]> points;
  private final DMatrixRMaj targets;
  private final KernelPriors priors;

  /**
   * Creates the objective for observations.
   *
   * @param categorical whether each coordinate is that of a category
   * @param points the points of the observations, at least one
   * @param targets their standardised losses
   * @param priors the prior distributions of the parameters
   */
  NegativeLogMarginalLikelihood(
      boolean[] categorical, List<double[]> points, double[] targets, KernelPriors priors) {
    this.categorical = categorical;
    this.points = points;
    this.targets = DMatrixRMaj.wrap(targets.length, 1, targets);
    this.priors = priors;
  }

  @Override
  public double value(double[] logarithms, double[] gradient) {
    Arrays.fill(gradient, 0);
    KernelParameters parameters = KernelParameters.ofLogarithms(logarithms);
    Covariance covariance = new Covariance(new MaternKernel(categorical, parameters), parameters);
    LinearSolverChol_DDRM solver =
        new LinearSolverChol_DDRM(new CholeskyDecompositionInner_DDRM(true));
    if (!solver.setA(covariance.matrix.copy())) {
      return Double.POSITIVE_INFINITY;
    }
    double likelihood = covariance.negativeLogLikelihood(solver, gradient);
    return likelihood + priors.negativeLogDensity(logarithms, gradient);
  }

  /** The covariance of the observations for one set of parameters. */
  private final class Covariance {

    private final MaternKernel kernel;
    private final KernelParameters parameters;
    private final DMatrixRMaj distances = new DMatrixRMaj(points.size(), points.size());
    private final DMatrixRMaj matrix = new DMatrixRMaj(points.size(), points.size());

    Covariance(MaternKernel kernel, KernelParameters parameters) {
      this.kernel = kernel;
      this.parameters = parameters;
      for (int i = 0; i < points.size(); i++) {
        for (int j = 0; j < i; j++) {
          double distance = kernel.squaredDistance(points.get(i), points.get(j));
          distances.set(i, j, distance);
          matrix.set(i, j, kernel.covarianceAt(distance));
          matrix.set(j, i, matrix.get(i, j));
        }
        matrix.set(i, i, kernel.amplitude() + parameters.noise());
      }
    }

    double negativeLogLikelihood(LinearSolverChol_DDRM solver, double[] gradient) {
      int count = points.size();
      DMatrixRMaj inverse = new DMatrixRMaj(count, count);
      solver.invert(inverse);
      double[] residuals = residuals(inverse);
      double[] weights = product(inverse, residuals);
      addGradient(inverse, weights, gradient);
      return CholeskyFactor.dot(residuals, weights, count) / 2 + halfLogDeterminant(solver);
    }

    private double halfLogDeterminant(LinearSolverChol_DDRM solver) {
      DMatrixRMaj factor = solver.getDecomposition().getT(null);
      double sum = 0;
      for (int i = 0; i < points.size(); i++) {
        sum += Math.log(factor.get(i, i));
      }
      return sum;
    }

    /** The targets minus the maximum likelihood estimate of the mean. */
    private double[] residuals(DMatrixRMaj inverse) {
      double[] ones = new double[points.size()];
      Arrays.fill(ones, 1);
      double[] sums = product(inverse, ones);
      double mean =
          CholeskyFactor.dot(sums, targets.data, sums.length)
              / CholeskyFactor.dot(sums, ones, sums.length);
      double[] residuals = targets.data.clone();
      for (int i = 0; i < residuals.length; i++) {
        residuals[i] -= mean;
      }
      return residuals;
    }

    private void addGradient(DMatrixRMaj inverse, double[] weights, double[] gradient) {
      int dimensions = categorical.length;
      double trace = 0;
      double amplitudeDerivative = 0;
      for (int i = 0; i < points.size(); i++) {
        double diagonal = inverse.get(i, i) - weights[i] * weights[i];
        trace += diagonal;
        amplitudeDerivative += diagonal * kernel.amplitude() / 2;
        for (int j = 0; j < i; j++) {
          // Both (i, j) and (j, i), each halved.
          double factor = inverse.get(i, j) - weights[i] * weights[j];
          amplitudeDerivative += factor * matrix.get(i, j);
          addLengthScaleDerivatives(
              i, j, factor * kernel.derivative(distances.get(i, j)), gradient);
        }
      }
      gradient[dimensions] += amplitudeDerivative;
      gradient[dimensions + 1] += trace * parameters.noise() / 2;
    }

    private void addLengthScaleDerivatives(int i, int j, double factor, double[] gradient) {
      double[] first = points.get(i);
      double[] second = points.get(j);
      for (int axis = 0; axis < categorical.length; axis++) {
        double difference = kernel.squaredDifference(axis, first[axis], second[axis]);
        gradient[axis] -= 2 * factor * kernel.inverseSquaredLength(axis) * difference;
      }
    }
  }

  private static double[] product(DMatrixRMaj matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      double sum = 0;
      for (int j = 0; j < product.length; j++) {
        sum += matrix.get(i, j) * vector[j];
      }
      product[i] = sum;
    }
    return product;
  }
}
