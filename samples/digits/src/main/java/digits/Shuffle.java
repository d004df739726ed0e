package digits;

import java.util.SplittableRandom;

/** Puts numbers into a random order. */
final class Shuffle {

  private Shuffle() {}

  /** Every order is equally likely (Fisher and Yates). */
  static void inPlace(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = values[i];
      values[i] = values[other];
      values[other] = moved;
    }
  }
}
