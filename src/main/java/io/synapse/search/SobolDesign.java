package io.synapse.search;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * An initial design by a Sobol sequence with a random digital shift (L'Ecuyer and Lemieux 2002,
 * section 2.5): any number of its first points covers the space evenly, and each seed gives other
 * points.
 */
final class SobolDesign implements ModelBasedSearcher.InitialDesign {

  private static final double RESOLUTION = 0x1p52;

  private final Coordinates coordinates;
  private final long trials;
  private final long[] shifts;
  private RandomGenerator lastGenerator;

  /**
   * Creates a design.
   *
   * @param trials how many trials it has, running ones included
   * @param seed the seed of the shift
   */
  SobolDesign(Coordinates coordinates, long trials, long seed) {
    this.coordinates = coordinates;
    this.trials = trials;
    this.shifts =
        new SplittableRandom(seed).longs(coordinates.size(), 0, (long) RESOLUTION).toArray();
  }

  @Override
  public boolean isIncomplete(Observations observations) {
    return observations.size() < trials;
  }

  @Override
  public double[] point(int trialNumber, RandomGenerator random) {
    // A repeated call for the same trial: the point of the sequence was a configuration that has
    // been tried.
    if (random == lastGenerator) {
      return coordinates.sample(random);
    }
    lastGenerator = random;
    return shifted(new SobolSequenceGenerator(coordinates.size()).skipTo(trialNumber));
  }

  private double[] shifted(double[] sequence) {
    double[] point = new double[sequence.length];
    for (int i = 0; i < point.length; i++) {
      double fraction = (((long) (sequence[i] * RESOLUTION)) ^ shifts[i]) / RESOLUTION;
      CoordinateAxis axis = coordinates.axes().get(i);
      int options = axis.options().size();
      point[i] = options > 0 ? Math.floor(fraction * options) : fraction;
    }
    return point;
  }
}
