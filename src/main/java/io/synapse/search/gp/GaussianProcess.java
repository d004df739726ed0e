package io.synapse.search.gp;

import io.synapse.search.gp.AcquisitionFunction.ConfidenceBound;
import io.synapse.search.gp.AcquisitionFunction.LogExpectedImprovement;
import io.synapse.search.gp.AcquisitionFunction.LogProbabilityOfImprovement;
import io.synapse.search.gp.CovarianceFactor.FactorCache;
import io.synapse.search.gp.KernelFit.RefitSchedule;
import io.synapse.search.gp.MaternKernel.KernelParameters;
import io.synapse.search.gp.PosteriorModel.TrainingData;
import io.synapse.search.model.Acquisition;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import io.synapse.search.model.Surrogate;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A Gaussian process with a Matérn kernel over the whole search space. Trials without a usable
 * value count as the worst, so that the search avoids their neighbourhood. Above {@value
 * #MAX_TRIALS} trials it uses a subset of them, see {@link TrialData#thinned}. Not thread-safe.
 */
public final class GaussianProcess implements Surrogate {

  /** How many trials the process uses at most, in addition to those since the last fit. */
  private static final int MAX_TRIALS = 400;

  private static final int BEST_TRIALS = 8;
  private static final int POSTERIOR_SAMPLES = 8;

  private final boolean[] categorical;
  private final NeighbourSampler sampler;
  private final KernelFit fit;
  private final PosteriorModel posteriorModel;
  private FactorCache factors;

  GaussianProcess(Coordinates coordinates, KernelPriors priors, PosteriorModel posteriorModel) {
    this.categorical = MaternKernel.categorical(coordinates);
    this.sampler = new NeighbourSampler(coordinates);
    this.fit = new KernelFit(categorical, priors);
    this.posteriorModel = posteriorModel;
    this.factors = new FactorCache(categorical, fit.parameters());
  }

  /**
   * A process that minimises a lower confidence bound.
   *
   * @param kappa how many standard deviations the bound lies below the mean
   */
  public static GaussianProcess withConfidenceBound(Coordinates coordinates, double kappa) {
    return withWeakPriors(coordinates, new MeanPosterior(incumbent -> new ConfidenceBound(kappa)));
  }

  /**
   * A process that maximises the expected improvement.
   *
   * @param xi the smallest improvement that counts, in standard deviations of the losses
   */
  public static GaussianProcess withExpectedImprovement(Coordinates coordinates, double xi) {
    return withWeakPriors(
        coordinates,
        new MeanPosterior(incumbent -> new LogExpectedImprovement(new double[] {incumbent - xi})));
  }

  /**
   * A process that maximises the probability of an improvement.
   *
   * @param xi the smallest improvement that counts, in standard deviations of the losses
   */
  public static GaussianProcess withProbabilityOfImprovement(Coordinates coordinates, double xi) {
    return withWeakPriors(
        coordinates,
        new MeanPosterior(incumbent -> new LogProbabilityOfImprovement(incumbent - xi)));
  }

  private static GaussianProcess withWeakPriors(
      Coordinates coordinates, MeanPosterior posteriorModel) {
    return new GaussianProcess(coordinates, KernelPriors.weak(), posteriorModel);
  }

  /**
   * A process that maximises the noisy expected improvement, with priors whose length scales grow
   * with the number of dimensions.
   */
  public static GaussianProcess withNoisyExpectedImprovement(Coordinates coordinates) {
    return new GaussianProcess(
        coordinates,
        KernelPriors.dimensionScaled(coordinates.size()),
        new SampledPosterior(POSTERIOR_SAMPLES));
  }

  @Override
  public Acquisition fit(Observations observations, RandomGenerator random) {
    TrialData all = TrialData.of(observations);
    FactorCache current = factorsFor(fit.fit(all));
    TrialData subset = all.thinned(RefitSchedule.trialCount(all.size()), MAX_TRIALS);
    TrainingData data =
        new TrainingData(
            subset.points(),
            subset.targets(all.scale()),
            observations.pending().stream().map(Observations.Observation::point).toList());
    List<double[]> centres = all.best(BEST_TRIALS);
    PosteriorAcquisition acquisition = posteriorModel.acquisition(current, data, random);
    return new AcquisitionOptimizer(sampler, acquisition, centres, data.pending());
  }

  /** The cached factors are kept as long as the fit returns the same parameters object. */
  @SuppressWarnings("ReferenceEquality")
  private FactorCache factorsFor(KernelParameters parameters) {
    if (factors.parameters() != parameters) {
      factors = new FactorCache(categorical, parameters);
    }
    return factors;
  }
}
