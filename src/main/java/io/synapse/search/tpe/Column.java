package io.synapse.search.tpe;

import io.synapse.search.model.Axis;
import java.util.Arrays;

/**
 * Where observations lie along one axis, and their order there. Each has a row. Not thread-safe.
 */
final class Column {

  private static final int FIRST_SIZE = 64;

  private final Line line;

  /** By rows. */
  private double[] places = new double[FIRST_SIZE];

  /** Rows from the least place to the greatest; among equals the lower first. */
  private int[] order = new int[FIRST_SIZE];

  private int size;

  /** An empty column. */
  Column(Axis axis) {
    this.line = Line.of(axis);
  }

  Line line() {
    return line;
  }

  Axis axis() {
    return line.axis();
  }

  /** Whether all of the line stands for values, each for one. */
  boolean isReal() {
    return !axis().isCategorical() && !line.isStepped();
  }

  /** Where an observation lies on the line; of a category, its option. */
  double place(int row) {
    return places[row];
  }

  /** Takes in an observation whose row is empty. */
  void add(int row, double coordinate) {
    if (row >= places.length) {
      places = Arrays.copyOf(places, 2 * row);
    }
    if (size == order.length) {
      order = Arrays.copyOf(order, 2 * size);
    }
    places[row] = line.of(coordinate);
    int rank = rank(row);
    System.arraycopy(order, rank, order, rank + 1, size - rank);
    order[rank] = row;
    size++;
  }

  /** Empties a row. */
  void remove(int row) {
    int rank = rank(row);
    size--;
    System.arraycopy(order, rank + 1, order, rank, size - rank);
  }

  /** Empties all rows. */
  void clear() {
    size = 0;
  }

  /** How many observations come before this one. */
  private int rank(int row) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(order[middle], row)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBefore(int one, int other) {
    int comparison = Double.compare(places[one], places[other]);
    return comparison < 0 || (comparison == 0 && one < other);
  }

  /**
   * The indices of some observations, in the order of their places.
   *
   * @param indices by rows; -1 for observations that are not wanted
   * @param count how many are wanted
   */
  int[] ordered(int[] indices, int count) {
    int[] ordered = new int[count];
    int next = 0;
    for (int rank = 0; rank < size; rank++) {
      int index = indices[order[rank]];
      if (index >= 0) {
        ordered[next++] = index;
      }
    }
    return ordered;
  }
}
