package io.synapse.search.gp;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Climbs from points to better ones: by derivatives along smooth axes, then value by value along
 * discrete ones, in turns until neither helps (Daulton et al. 2022, as the alternating search they
 * compare with). Its evaluations are limited over all climbs.
 */
final class LocalSearch {

  private static final int MOST_TURNS = 4;
  private static final int EVALUATIONS_A_TURN = 30;
  private static final double TOLERANCE = 1e-6;

  private final NeighbourSampler moves;
  private final PosteriorAcquisition valuation;
  private final RandomGenerator random;
  private int evaluationsLeft;

  LocalSearch(
      NeighbourSampler moves,
      PosteriorAcquisition valuation,
      RandomGenerator random,
      int mostEvaluations) {
    this.moves = moves;
    this.valuation = valuation;
    this.random = random;
    this.evaluationsLeft = mostEvaluations;
  }

  /** Where a climb from a point ends. */
  AcquisitionOptimizer.Candidate from(AcquisitionOptimizer.Candidate start) {
    AcquisitionOptimizer.Candidate reached = start;
    for (int turn = 0; turn < MOST_TURNS && evaluationsLeft > 0; turn++) {
      AcquisitionOptimizer.Candidate before = reached;
      reached = discretely(smoothly(reached));
      if (moves.discrete().length == 0 || reached.merit() <= before.merit() + TOLERANCE) {
        return reached;
      }
    }
    return reached;
  }

  private AcquisitionOptimizer.Candidate smoothly(AcquisitionOptimizer.Candidate start) {
    int[] axes = moves.smooth();
    if (axes.length == 0) {
      return start;
    }
    double[] point = start.point().clone();
    double[] lower = new double[axes.length];
    double[] upper = new double[axes.length];
    Arrays.fill(upper, 1);
    BoxMinimizer minimizer =
        new BoxMinimizer(
            (values, gradient) -> negative(point, values, gradient),
            new BoxMinimizer.Box(lower, upper),
            EVALUATIONS_A_TURN,
            TOLERANCE);
    set(point, minimizer.from(part(start.point())));
    return start.better(AcquisitionOptimizer.Candidate.of(moves.snapped(point), valuation));
  }

  private double negative(double[] point, double[] values, double[] gradient) {
    evaluationsLeft--;
    set(point, values);
    double[] whole = new double[point.length];
    double value = valuation.of(point, whole);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = -whole[moves.smooth()[i]];
    }
    return -value;
  }

  private double[] part(double[] point) {
    double[] part = new double[moves.smooth().length];
    for (int i = 0; i < part.length; i++) {
      part[i] = point[moves.smooth()[i]];
    }
    return part;
  }

  private void set(double[] point, double[] part) {
    for (int i = 0; i < part.length; i++) {
      point[moves.smooth()[i]] = part[i];
    }
  }

  private AcquisitionOptimizer.Candidate discretely(AcquisitionOptimizer.Candidate start) {
    AcquisitionOptimizer.Candidate best = start;
    for (int axis : moves.discrete()) {
      for (double neighbour : moves.axis(axis).neighbours(best.point()[axis], random)) {
        if (evaluationsLeft-- <= 0) {
          return best;
        }
        double[] point = best.point().clone();
        point[axis] = neighbour;
        best = best.better(AcquisitionOptimizer.Candidate.of(point, valuation));
      }
    }
    return best;
  }
}
