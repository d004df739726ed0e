package io.synapse.run;

import java.util.Arrays;

/**
 * Numbers one after another, without an object for each; rows that it lacks are {@link #ABSENT}.
 */
final class NumberColumn {

  /** A NaN that no metric has: nothing stands there. */
  private static final long ABSENT_BITS = 0x7ff8_0000_0000_abceL;

  static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

  private static final int FIRST_ROWS = 8;

  private double[] values = new double[FIRST_ROWS];
  private int size;

  static boolean isAbsent(double value) {
    return Double.doubleToRawLongBits(value) == ABSENT_BITS;
  }

  void set(int row, double value) {
    if (row >= values.length) {
      values = Arrays.copyOf(values, Math.max(row + 1, values.length + values.length / 2));
    }
    Arrays.fill(values, Math.min(size, row), row, ABSENT);
    values[row] = value;
    size = row + 1;
  }

  double value(int row) {
    return row < size ? values[row] : ABSENT;
  }

  void cutAfter(int rows) {
    size = Math.min(size, rows);
  }
}
