package io.synapse.search.tpe;

import java.util.Arrays;

/** The order of numbers, without objects. */
final class Sorting {

  private Sorting() {}

  /** Indices from the least number to the greatest; among equals the lower index first. */
  static int[] order(double[] values) {
    long[] keys = new long[values.length];
    int indexBits = Long.SIZE - Long.numberOfLeadingZeros(values.length);
    long indexMask = (1L << indexBits) - 1;
    for (int i = 0; i < values.length; i++) {
      long bits = Double.doubleToLongBits(values[i]);
      // Negative numbers are ordered the other way round.
      long ordered = bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
      keys[i] = (ordered & ~indexMask) | i;
    }
    Arrays.sort(keys);
    int[] order = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) (keys[i] & indexMask);
    }
    return order;
  }
}
