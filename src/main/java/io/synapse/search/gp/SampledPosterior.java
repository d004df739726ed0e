package io.synapse.search.gp;

import io.synapse.search.gp.AcquisitionFunction.LogExpectedImprovement;
import io.synapse.search.gp.CovarianceFactor.FactorCache;
import io.synapse.search.gp.PosteriorModel.ConstantMean;
import io.synapse.search.gp.PosteriorModel.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Functions drawn from the posterior at all trials, pending ones included, each then taken as known
 * there: the expected improvement is averaged over them (Letham et al. 2019, section 4, in the
 * logarithm of Ament et al. 2023). So noise is not mistaken for an optimum, and pending trials are
 * fantasies that agree with each other.
 *
 * <p>The draws are those of Matheron's rule (Wilson et al. 2020): a draw of the prior is corrected
 * by what the observations say of it. With L₀ the factor of the covariance without noise, a prior
 * draw L₀ z has the kernel weights L₀⁻ᵀ z, and the correction's weights are those of a regression
 * on the residuals.
 *
 * @param draws how many functions
 */
record SampledPosterior(int draws) implements PosteriorModel {

  @Override
  public PosteriorAcquisition of(
      FactorCache factors, TrainingData question, RandomGenerator random) {
    List<double[]> points = question.allPoints();
    CholeskyFactor noisy = factors.noisy().of(question.points());
    CholeskyFactor plain = factors.plain().of(points);
    double mean = ConstantMean.of(noisy, question.targets());
    Draw draw = new Draw(factors, question, noisy, plain, mean);
    double[][] weights = new double[draws][];
    double[] levels = new double[draws];
    for (int s = 0; s < draws; s++) {
      weights[s] = draw.weights(random);
      levels[s] = draw.least;
    }
    Posterior posterior = new Posterior(factors.kernel(), points, plain, mean, weights);
    return new PosteriorAcquisition(posterior, new LogExpectedImprovement(levels));
  }

  private static final class Draw {

    private final FactorCache factors;
    private final TrainingData question;
    private final CholeskyFactor noisy;
    private final CholeskyFactor plain;
    private final double mean;
    private double least;

    Draw(
        FactorCache factors,
        TrainingData question,
        CholeskyFactor noisy,
        CholeskyFactor plain,
        double mean) {
      this.factors = factors;
      this.question = question;
      this.noisy = noisy;
      this.plain = plain;
      this.mean = mean;
    }

    /** The kernel weights of a function; its least value at a trial is remembered. */
    double[] weights(RandomGenerator random) {
      double[] normals = normals(plain.size(), random);
      double[] prior = plain.times(normals);
      double nugget = factors.noisy().nugget();
      double[] noise = normals(noisy.size(), random);
      double[] correction = new double[noisy.size()];
      for (int i = 0; i < correction.length; i++) {
        noise[i] *= Math.sqrt(nugget);
        correction[i] = question.targets()[i] - mean - prior[i] - noise[i];
      }
      noisy.solve(correction);
      least = leastPending(prior, correction);
      for (int i = 0; i < correction.length; i++) {
        double value = question.targets()[i] - noise[i] - nugget * correction[i];
        least = Math.min(least, value);
      }
      return sum(plain.solveUpper(normals), correction);
    }

    private double leastPending(double[] prior, double[] correction) {
      double lowest = Double.POSITIVE_INFINITY;
      int finished = correction.length;
      for (int p = 0; p < question.pending().size(); p++) {
        double[] point = question.pending().get(p);
        double value =
            mean + prior[finished + p] + factors.kernel().sum(point, question.points(), correction);
        lowest = Math.min(lowest, value);
      }
      return lowest;
    }

    private static double[] sum(double[] longer, double[] shorter) {
      double[] sum = longer.clone();
      Arrays.setAll(sum, i -> i < shorter.length ? longer[i] + shorter[i] : longer[i]);
      return sum;
    }

    private static double[] normals(int count, RandomGenerator random) {
      double[] normals = new double[count];
      Arrays.setAll(normals, i -> random.nextGaussian());
      return normals;
    }
  }
}
