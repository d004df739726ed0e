package io.synapse.search.gp;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Improves points by a local search that alternates between gradient steps along continuous axes
 * and a search over neighbouring values along discrete ones, until neither helps (the alternating
 * baseline in Daulton et al. 2022). The limit on evaluations is shared by all searches of one
 * instance.
 */
final class LocalSearch {

  private static final int MAX_ROUNDS = 4;
  private static final int EVALUATIONS_PER_ROUND = 30;
  private static final double TOLERANCE = 1e-6;

  private final NeighbourSampler sampler;
  private final PosteriorAcquisition acquisition;
  private final RandomGenerator random;
  private int evaluationsLeft;

  LocalSearch(
      NeighbourSampler sampler,
      PosteriorAcquisition acquisition,
      RandomGenerator random,
      int maxEvaluations) {
    this.sampler = sampler;
    this.acquisition = acquisition;
    this.random = random;
    this.evaluationsLeft = maxEvaluations;
  }

  /** The local optimum reached from a start; never worse than the start. */
  AcquisitionOptimizer.Candidate run(AcquisitionOptimizer.Candidate start) {
    AcquisitionOptimizer.Candidate best = start;
    for (int round = 0; round < MAX_ROUNDS && evaluationsLeft > 0; round++) {
      AcquisitionOptimizer.Candidate before = best;
      best = optimizeDiscrete(optimizeContinuous(best));
      if (sampler.discreteAxes().length == 0 || best.value() <= before.value() + TOLERANCE) {
        return best;
      }
    }
    return best;
  }

  private AcquisitionOptimizer.Candidate optimizeContinuous(AcquisitionOptimizer.Candidate start) {
    int[] axes = sampler.continuousAxes();
    if (axes.length == 0) {
      return start;
    }
    double[] point = start.point().clone();
    double[] lower = new double[axes.length];
    double[] upper = new double[axes.length];
    Arrays.fill(upper, 1);
    BoxMinimizer minimizer =
        new BoxMinimizer(
            (values, gradient) -> negatedValue(point, values, gradient),
            new BoxMinimizer.Box(lower, upper),
            EVALUATIONS_PER_ROUND,
            TOLERANCE);
    setContinuousPart(point, minimizer.minimize(continuousPart(start.point())));
    return start.better(AcquisitionOptimizer.Candidate.of(sampler.snap(point), acquisition));
  }

  private double negatedValue(double[] point, double[] values, double[] gradient) {
    evaluationsLeft--;
    setContinuousPart(point, values);
    double[] fullGradient = new double[point.length];
    double value = acquisition.value(point, fullGradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = -fullGradient[sampler.continuousAxes()[i]];
    }
    return -value;
  }

  private double[] continuousPart(double[] point) {
    double[] part = new double[sampler.continuousAxes().length];
    for (int i = 0; i < part.length; i++) {
      part[i] = point[sampler.continuousAxes()[i]];
    }
    return part;
  }

  private void setContinuousPart(double[] point, double[] part) {
    for (int i = 0; i < part.length; i++) {
      point[sampler.continuousAxes()[i]] = part[i];
    }
  }

  private AcquisitionOptimizer.Candidate optimizeDiscrete(AcquisitionOptimizer.Candidate start) {
    AcquisitionOptimizer.Candidate best = start;
    for (int axis : sampler.discreteAxes()) {
      for (double neighbour : sampler.axis(axis).neighbours(best.point()[axis], random)) {
        if (evaluationsLeft-- <= 0) {
          return best;
        }
        double[] point = best.point().clone();
        point[axis] = neighbour;
        best = best.better(AcquisitionOptimizer.Candidate.of(point, acquisition));
      }
    }
    return best;
  }
}
