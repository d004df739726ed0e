package io.synapse.search;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.search.model.Coordinates;
import io.synapse.search.model.Observations;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Begins with a Sobol sequence under a digital shift (L'Ecuyer and Lemieux 2002, section 2.5): the
 * points lie evenly however many there are, and differently for each seed.
 */
final class SobolStart implements ModelBasedSearcher.Start {

  private static final double DIGITS = 0x1p52;

  private final Coordinates coordinates;
  private final long trials;
  private final long[] shifts;
  private RandomGenerator asked;

  /**
   * A start.
   *
   * @param trials how many
   * @param seed of the shift
   */
  SobolStart(Coordinates coordinates, long trials, long seed) {
    this.coordinates = coordinates;
    this.trials = trials;
    this.shifts = new SplittableRandom(seed).longs(coordinates.size(), 0, (long) DIGITS).toArray();
  }

  @Override
  public boolean goesOn(Observations observations) {
    return observations.size() < trials;
  }

  @Override
  public double[] point(int trialNumber, RandomGenerator random) {
    // Asked again for the same trial: its point of the sequence is taken.
    if (random == asked) {
      return coordinates.sample(random);
    }
    asked = random;
    return shifted(new SobolSequenceGenerator(coordinates.size()).skipTo(trialNumber));
  }

  private double[] shifted(double[] sequence) {
    double[] point = new double[sequence.length];
    for (int i = 0; i < point.length; i++) {
      double share = (((long) (sequence[i] * DIGITS)) ^ shifts[i]) / DIGITS;
      CoordinateAxis axis = coordinates.axes().get(i);
      int options = axis.options().size();
      point[i] = options > 0 ? Math.floor(share * options) : share;
    }
    return point;
  }
}
