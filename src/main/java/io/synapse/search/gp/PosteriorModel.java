package io.synapse.search.gp;

import io.synapse.search.gp.CovarianceFactor.FactorCache;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** How observations and pending trials become a posterior, and what is worth trying under it. */
@FunctionalInterface
interface PosteriorModel {

  /**
   * Forms the belief.
   *
   * @param factors of the kernel
   * @param question what is known
   * @param random of this suggestion
   */
  PosteriorAcquisition of(FactorCache factors, TrainingData question, RandomGenerator random);

  /**
   * What a belief is to be formed of. The arrays are shared and must not be changed.
   *
   * @param points trials that are over
   * @param targets their standardised losses
   * @param pending trials that are not
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record TrainingData(List<double[]> points, double[] targets, List<double[]> pending) {

    List<double[]> allPoints() {
      return Stream.concat(points.stream(), pending.stream()).toList();
    }
  }

  /** The constant mean of a Gaussian process. */
  static final class ConstantMean {

    private ConstantMean() {}

    /** The likeliest one: generalised least squares. */
    static double of(CholeskyFactor triangle, double[] targets) {
      double[] ones = new double[targets.length];
      Arrays.fill(ones, 1);
      triangle.solveLower(ones);
      double[] solved = triangle.solveLower(targets.clone());
      return CholeskyFactor.dot(ones, solved, ones.length)
          / CholeskyFactor.dot(ones, ones, ones.length);
    }
  }
}
