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
 * A Gaussian process with a Matérn kernel over the whole space. Trials without a usable value count
 * as the worst, so that the search keeps away from them. Above {@value #MOST_TRIALS} trials it
 * rests on some of them, see {@link TrialData#thinned}.
 */
public final class GaussianProcess implements Surrogate {

  /** The most trials that the process rests on, beside those since the last fit. */
  private static final int MOST_TRIALS = 400;

  private static final int CENTRES = 8;
  private static final int DRAWS = 8;

  private final boolean[] categorical;
  private final NeighbourSampler moves;
  private final KernelFit fit;
  private final PosteriorModel belief;
  private FactorCache factors;

  GaussianProcess(Coordinates coordinates, KernelPriors priors, PosteriorModel belief) {
    this.categorical = MaternKernel.categorical(coordinates);
    this.moves = new NeighbourSampler(coordinates);
    this.fit = new KernelFit(categorical, priors);
    this.belief = belief;
    this.factors = new FactorCache(categorical, fit.parameters());
  }

  /**
   * A process that minimises a lower confidence bound.
   *
   * @param kappa how many standard deviations it lies below the mean
   */
  public static GaussianProcess withConfidenceBound(Coordinates coordinates, double kappa) {
    return plain(coordinates, new MeanPosterior(least -> new ConfidenceBound(kappa)));
  }

  /**
   * A process that maximises the expected improvement.
   *
   * @param xi by how many standard deviations of the losses to improve at least
   */
  public static GaussianProcess withImprovement(Coordinates coordinates, double xi) {
    return plain(
        coordinates,
        new MeanPosterior(least -> new LogExpectedImprovement(new double[] {least - xi})));
  }

  /**
   * A process that maximises the probability of an improvement.
   *
   * @param xi by how many standard deviations of the losses to improve at least
   */
  public static GaussianProcess withImprovementChance(Coordinates coordinates, double xi) {
    return plain(
        coordinates, new MeanPosterior(least -> new LogProbabilityOfImprovement(least - xi)));
  }

  private static GaussianProcess plain(Coordinates coordinates, MeanPosterior belief) {
    return new GaussianProcess(coordinates, KernelPriors.weak(), belief);
  }

  /**
   * A process with priors that grow with the number of dimensions, which maximises the noisy
   * expected improvement.
   */
  public static GaussianProcess withNoisyImprovement(Coordinates coordinates) {
    return new GaussianProcess(
        coordinates, KernelPriors.scaled(coordinates.size()), new SampledPosterior(DRAWS));
  }

  @Override
  public Acquisition fit(Observations observations, RandomGenerator random) {
    TrialData all = TrialData.of(observations);
    FactorCache current = factorsOf(fit.of(all));
    TrialData basis = all.thinned(RefitSchedule.fitted(all.size()), MOST_TRIALS);
    TrainingData question =
        new TrainingData(
            basis.points(),
            basis.targets(all.scale()),
            observations.pending().stream().map(Observations.Observation::point).toList());
    List<double[]> centres = all.best(CENTRES);
    PosteriorAcquisition valuation = belief.of(current, question, random);
    return new AcquisitionOptimizer(moves, valuation, centres, question.pending());
  }

  /** Kept as long as the fit gives the very same parameters. */
  @SuppressWarnings("ReferenceEquality")
  private FactorCache factorsOf(KernelParameters parameters) {
    if (factors.parameters() != parameters) {
      factors = new FactorCache(categorical, parameters);
    }
    return factors;
  }
}
