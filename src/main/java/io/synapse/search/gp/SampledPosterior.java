package io.synapse.search.gp;

import io.synapse.search.gp.AcquisitionFunction.LogExpectedImprovement;
import io.synapse.search.gp.CovarianceFactor.FactorCache;
import io.synapse.search.gp.PosteriorModel.ConstantMean;
import io.synapse.search.gp.PosteriorModel.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Samples functions from the posterior at all trials, pending ones included, conditions the process
 * on each of them, and averages the expected improvement over the samples (Letham et al. 2019,
 * section 4, in the logarithmic form of Ament et al. 2023). Noise is thus not mistaken for an
 * optimum, and the fantasies of pending trials are consistent with each other.
 *
 * <p>Sampling follows Matheron's rule (Wilson et al. 2020): a sample of the prior is corrected by
 * its residuals at the observations. With L₀ the factor of the covariance without noise, a prior
 * sample L₀ z has the kernel weights L₀⁻ᵀ z, and the weights of the correction are those of a
 * regression on the residuals.
 *
 * @param samples how many functions are sampled
 */
record SampledPosterior(int samples) implements PosteriorModel {

  @Override
  public PosteriorAcquisition acquisition(
      FactorCache factors, TrainingData data, RandomGenerator random) {
    List<double[]> points = data.allPoints();
    CholeskyFactor noisy = factors.noisy().factorize(data.points());
    CholeskyFactor noiseFree = factors.noiseFree().factorize(points);
    double mean = ConstantMean.estimate(noisy, data.targets());
    FunctionSampler sampler = new FunctionSampler(factors, data, noisy, noiseFree, mean);
    double[][] weights = new double[samples][];
    double[] levels = new double[samples];
    for (int s = 0; s < samples; s++) {
      weights[s] = sampler.sampleWeights(random);
      levels[s] = sampler.incumbent;
    }
    Posterior posterior = new Posterior(factors.kernel(), points, noiseFree, mean, weights);
    return new PosteriorAcquisition(posterior, new LogExpectedImprovement(levels));
  }

  private static final class FunctionSampler {

    private final FactorCache factors;
    private final TrainingData data;
    private final CholeskyFactor noisy;
    private final CholeskyFactor noiseFree;
    private final double mean;
    private double incumbent;

    FunctionSampler(
        FactorCache factors,
        TrainingData data,
        CholeskyFactor noisy,
        CholeskyFactor noiseFree,
        double mean) {
      this.factors = factors;
      this.data = data;
      this.noisy = noisy;
      this.noiseFree = noiseFree;
      this.mean = mean;
    }

    /**
     * Samples the kernel weights of a function, and sets the incumbent to its lowest value at a
     * trial.
     */
    double[] sampleWeights(RandomGenerator random) {
      double[] normals = standardNormals(noiseFree.size(), random);
      double[] prior = noiseFree.multiply(normals);
      double nugget = factors.noisy().nugget();
      double[] noise = standardNormals(noisy.size(), random);
      double[] correction = new double[noisy.size()];
      for (int i = 0; i < correction.length; i++) {
        noise[i] *= Math.sqrt(nugget);
        correction[i] = data.targets()[i] - mean - prior[i] - noise[i];
      }
      noisy.solve(correction);
      incumbent = lowestPending(prior, correction);
      for (int i = 0; i < correction.length; i++) {
        double value = data.targets()[i] - noise[i] - nugget * correction[i];
        incumbent = Math.min(incumbent, value);
      }
      return sum(noiseFree.solveUpper(normals), correction);
    }

    private double lowestPending(double[] prior, double[] correction) {
      double lowest = Double.POSITIVE_INFINITY;
      int finished = correction.length;
      for (int p = 0; p < data.pending().size(); p++) {
        double[] point = data.pending().get(p);
        double value =
            mean
                + prior[finished + p]
                + factors.kernel().weightedSum(point, data.points(), correction);
        lowest = Math.min(lowest, value);
      }
      return lowest;
    }

    private static double[] sum(double[] longer, double[] shorter) {
      double[] sum = longer.clone();
      Arrays.setAll(sum, i -> i < shorter.length ? longer[i] + shorter[i] : longer[i]);
      return sum;
    }

    private static double[] standardNormals(int count, RandomGenerator random) {
      double[] normals = new double[count];
      Arrays.setAll(normals, i -> random.nextGaussian());
      return normals;
    }
  }
}
