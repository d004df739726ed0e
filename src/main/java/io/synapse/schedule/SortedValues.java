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
    if (size == 0) {
      return Double.NaN;
    }
    double upper = values[size / 2];
    return size % 2 == 1 ? upper : values[size / 2 - 1] / 2 + upper / 2;
  }
}
