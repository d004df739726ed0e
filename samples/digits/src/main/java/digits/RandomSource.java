package digits;

import java.util.SplittableRandom;

/**
 * The random numbers of a trial. Every epoch has its own generator, so that a training which goes
 * on from a checkpoint draws what an uninterrupted one would have drawn.
 */
final class RandomSource {

  private static final int INITIALISATION = 0;

  private final long base;

  RandomSource(long seed) {
    // One draw spreads neighbouring seeds apart; else seed 1, epoch 2 would be seed 2, epoch 1.
    this.base = new SplittableRandom(seed).nextLong();
  }

  SplittableRandom forInitialisation() {
    return new SplittableRandom(base + INITIALISATION);
  }

  /** The generator of an epoch, counted from 1. */
  SplittableRandom forEpoch(int epoch) {
    return new SplittableRandom(base + epoch);
  }
}
