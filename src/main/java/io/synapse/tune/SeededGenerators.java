package io.synapse.tune;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Generators that depend on the run's seed and on what they are for, never on the order in which
 * trials end. The numbers are mixed by the finaliser of MurmurHash3, so that neighbouring seeds and
 * trial numbers give unrelated generators.
 */
final class SeededGenerators {

  private final long seed;

  SeededGenerators(long seed) {
    this.seed = seed;
  }

  /** For the suggestion of a trial. */
  RandomGenerator forSuggestion(int trialNumber) {
    return new SplittableRandom(mix(mix(seed) ^ trialNumber));
  }

  /** For a decision on a trial's report. */
  RandomGenerator forDecision(int trialNumber, long trainingIteration) {
    return new SplittableRandom(mix(trialSeed(trialNumber) + mix(trainingIteration)));
  }

  /** For the scheduler's choice of what a free slot is used for. */
  RandomGenerator forSlot(long verdicts) {
    return new SplittableRandom(mix(mix(~seed) ^ verdicts));
  }

  /** The seed that a trial's plugin is given. */
  long trialSeed(int trialNumber) {
    return mix(mix(seed + 1) ^ trialNumber);
  }

  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
