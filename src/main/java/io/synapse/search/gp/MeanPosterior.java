package io.synapse.search.gp;

import io.synapse.search.gp.CovarianceFactor.FactorCache;
import io.synapse.search.gp.PosteriorModel.ConstantMean;
import io.synapse.search.gp.PosteriorModel.TrainingData;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Uses the posterior mean as the only function. Pending trials count as if they had ended with the
 * posterior mean as their loss, which leaves the mean unchanged and removes the uncertainty around
 * them (Desautels et al. 2014, section 3.2).
 *
 * @param functionForIncumbent creates the acquisition function from the lowest posterior mean over
 *     all trials, pending ones included
 */
record MeanPosterior(DoubleFunction<AcquisitionFunction> functionForIncumbent)
    implements PosteriorModel {

  @Override
  public PosteriorAcquisition acquisition(
      FactorCache factors, TrainingData data, RandomGenerator random) {
    CholeskyFactor factor = factors.noisy().factorize(data.allPoints());
    double mean = ConstantMean.estimate(factor, data.targets());
    double[] residuals = Arrays.stream(data.targets()).map(target -> target - mean).toArray();
    double[] weights = factor.solve(residuals);
    Posterior posterior =
        new Posterior(factors.kernel(), data.allPoints(), factor, mean, new double[][] {weights});
    return new PosteriorAcquisition(
        posterior, functionForIncumbent.apply(incumbent(factors, data, mean, weights)));
  }

  private static double incumbent(
      FactorCache factors, TrainingData data, double mean, double[] weights) {
    double incumbent = Double.POSITIVE_INFINITY;
    double nugget = factors.noisy().nugget();
    for (int i = 0; i < weights.length; i++) {
      incumbent = Math.min(incumbent, data.targets()[i] - nugget * weights[i]);
    }
    for (double[] pending : data.pending()) {
      incumbent =
          Math.min(incumbent, mean + factors.kernel().weightedSum(pending, data.points(), weights));
    }
    return incumbent;
  }
}
