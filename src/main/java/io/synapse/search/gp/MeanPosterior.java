package io.synapse.search.gp;

import io.synapse.search.gp.CovarianceFactor.FactorCache;
import io.synapse.search.gp.PosteriorModel.ConstantMean;
import io.synapse.search.gp.PosteriorModel.TrainingData;
import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;

/**
 * One function, the posterior mean. Pending trials count as if they had ended there, which leaves
 * the mean as it is and takes away the doubt around them (Desautels et al. 2014, section 3.2).
 *
 * @param merit the merit, given the least posterior mean of all trials, pending ones included
 */
record MeanPosterior(DoubleFunction<AcquisitionFunction> merit) implements PosteriorModel {

  @Override
  public PosteriorAcquisition of(
      FactorCache factors, TrainingData question, RandomGenerator random) {
    CholeskyFactor triangle = factors.noisy().of(question.allPoints());
    double mean = ConstantMean.of(triangle, question.targets());
    double[] residuals = Arrays.stream(question.targets()).map(target -> target - mean).toArray();
    double[] weights = triangle.solve(residuals);
    Posterior posterior =
        new Posterior(
            factors.kernel(), question.allPoints(), triangle, mean, new double[][] {weights});
    return new PosteriorAcquisition(
        posterior, merit.apply(least(factors, question, mean, weights)));
  }

  private static double least(
      FactorCache factors, TrainingData question, double mean, double[] weights) {
    double least = Double.POSITIVE_INFINITY;
    double nugget = factors.noisy().nugget();
    for (int i = 0; i < weights.length; i++) {
      least = Math.min(least, question.targets()[i] - nugget * weights[i]);
    }
    for (double[] pending : question.pending()) {
      least = Math.min(least, mean + factors.kernel().sum(pending, question.points(), weights));
    }
    return least;
  }
}
