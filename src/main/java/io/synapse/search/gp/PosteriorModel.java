package io.synapse.search.gp;

import io.synapse.search.gp.CovarianceFactor.FactorCache;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Computes a posterior from finished and pending trials, with the acquisition function that suits
 * it.
 */
@FunctionalInterface
interface PosteriorModel {

  /**
   * Conditions the Gaussian process on data.
   *
   * @param factors the kernel and the cached factors of its covariances
   * @param data finished and pending trials
   * @param random the generator of this suggestion
   */
  PosteriorAcquisition acquisition(FactorCache factors, TrainingData data, RandomGenerator random);

  /**
   * The data that a Gaussian process is conditioned on. The arrays are shared and must not be
   * changed.
   *
   * @param points the points of trials that have ended
   * @param targets their standardised losses
   * @param pending the points of trials that have not ended
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record TrainingData(List<double[]> points, double[] targets, List<double[]> pending) {

    /** The points of all trials, pending ones last. */
    List<double[]> allPoints() {
      return Stream.concat(points.stream(), pending.stream()).toList();
    }
  }

  /** Estimates the constant mean of a Gaussian process. */
  static final class ConstantMean {

    private ConstantMean() {}

    /** The maximum likelihood estimate, by generalised least squares. */
    static double estimate(CholeskyFactor factor, double[] targets) {
      double[] ones = new double[targets.length];
      Arrays.fill(ones, 1);
      factor.solveLower(ones);
      double[] solved = factor.solveLower(targets.clone());
      return CholeskyFactor.dot(ones, solved, ones.length)
          / CholeskyFactor.dot(ones, ones, ones.length);
    }
  }
}
