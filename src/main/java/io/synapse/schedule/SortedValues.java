package io.synapse.schedule;

import java.util.Arrays;

/**
 * Numbers in ascending order: a plain array, as there may be one for each of a hundred thousand.
 */
final class SortedValues {

  private double[] values = new double[4];
  private int size;

  int size() {
    return size;
  }

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    int index = placeOf(value);
    System.arraycopy(values, index, values, index + 1, size - index);
    values[index] = value;
    size++;
  }

  /** Takes out one number that is there. */
  void remove(double value) {
    int index = placeOf(value);
    System.arraycopy(values, index + 1, values, index, size - index - 1);
    size--;
  }

  private int placeOf(double value) {
    int index = Arrays.binarySearch(values, 0, size, value);
    return index < 0 ? -index - 1 : index;
  }

  /** The median; NaN of nothing. */
  double median() {
    return median(size, size);
  }

  /** The median of all but one number that is there. */
  double medianWithout(double value) {
    return median(size - 1, placeOf(value));
  }

  /** The median of so many numbers: all but the one at an index. */
  private double median(int count, int leftOut) {
    if (count == 0) {
      return Double.NaN;
    }
    double upper = at(count / 2, leftOut);
    return count % 2 == 1 ? upper : at(count / 2 - 1, leftOut) / 2 + upper / 2;
  }

  private double at(int index, int leftOut) {
    return values[index < leftOut ? index : index + 1];
  }
}
