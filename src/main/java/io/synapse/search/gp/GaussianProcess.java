package io.synapse.search.gp;

import io.synapse.search.model.Acquisition;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import io.synapse.search.model.Observed;
import io.synapse.search.model.Surrogate;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A Gaussian process with a Matérn kernel over the whole space. Trials without a usable value count
 * as the worst, so that the search keeps away from them. Above {@value #MOST_TRIALS} trials it
 * rests on some of them, see {@link Experience#thinned}.
 */
public final class GaussianProcess implements Surrogate {

  /** The most trials that the process rests on, beside those since the last fit. */
  private static final int MOST_TRIALS = 400;

  private static final int CENTRES = 8;
  private static final int DRAWS = 8;

  private final boolean[] categorical;
  private final Moves moves;
  private final Fit fit;
  private final Belief belief;
  private Factors factors;

  GaussianProcess(Coordinates coordinates, Priors priors, Belief belief) {
    this.categorical = Matern.categorical(coordinates);
    this.moves = new Moves(coordinates);
    this.fit = new Fit(categorical, priors);
    this.belief = belief;
    this.factors = new Factors(categorical, fit.parameters());
  }

  /**
   * A process that minimises a lower confidence bound.
   *
   * @param kappa how many standard deviations it lies below the mean
   */
  public static GaussianProcess withConfidenceBound(Coordinates coordinates, double kappa) {
    return plain(coordinates, new MeanBelief(least -> new ConfidenceBound(kappa)));
  }

  /**
   * A process that maximises the expected improvement.
   *
   * @param xi by how many standard deviations of the losses to improve at least
   */
  public static GaussianProcess withImprovement(Coordinates coordinates, double xi) {
    return plain(
        coordinates, new MeanBelief(least -> new LogImprovement(new double[] {least - xi})));
  }

  /**
   * A process that maximises the probability of an improvement.
   *
   * @param xi by how many standard deviations of the losses to improve at least
   */
  public static GaussianProcess withImprovementChance(Coordinates coordinates, double xi) {
    return plain(coordinates, new MeanBelief(least -> new ImprovementChance(least - xi)));
  }

  private static GaussianProcess plain(Coordinates coordinates, MeanBelief belief) {
    return new GaussianProcess(coordinates, Priors.weak(), belief);
  }

  /**
   * A process with priors that grow with the number of dimensions, which maximises the noisy
   * expected improvement.
   */
  public static GaussianProcess withNoisyImprovement(Coordinates coordinates) {
    return new GaussianProcess(
        coordinates, Priors.scaled(coordinates.size()), new SampledBelief(DRAWS));
  }

  @Override
  public Acquisition fit(Observations observations, RandomGenerator random) {
    Experience all = Experience.of(observations);
    Factors current = factorsOf(fit.of(all));
    Experience basis = all.thinned(Schedule.fitted(all.size()), MOST_TRIALS);
    Question question =
        new Question(
            basis.points(),
            basis.targets(all.scale()),
            observations.pending().stream().map(Observed::point).toList());
    List<double[]> centres = all.best(CENTRES);
    Valuation valuation = belief.of(current, question, random);
    return new Ranking(moves, valuation, centres, question.pending());
  }

  /** Kept as long as the fit gives the very same parameters. */
  @SuppressWarnings("ReferenceEquality")
  private Factors factorsOf(KernelParameters parameters) {
    if (factors.parameters() != parameters) {
      factors = new Factors(categorical, parameters);
    }
    return factors;
  }
}
