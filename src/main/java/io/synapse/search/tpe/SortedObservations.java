package io.synapse.search.tpe;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.search.model.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The observations of a run, axis by axis, one row for each; rows are in the order of numbers. What
 * was seen before is remembered, as most of it comes again: no column is sorted anew, which would
 * be much of the work. Not thread-safe.
 */
final class SortedObservations {

  private final List<AxisObservations> columns;

  /** By rows, the points that the columns hold; null where they hold none. */
  private final List<double[]> points = new ArrayList<>();

  /** How many rows are those of earlier runs, whose numbers are below 0. */
  private int earlier;

  /** Columns that hold nothing. */
  SortedObservations(List<CoordinateAxis> axes) {
    this.columns = axes.stream().map(AxisObservations::new).toList();
  }

  AxisObservations of(int coordinate) {
    return columns.get(coordinate);
  }

  /** How many rows there are, empty ones included. */
  int rows() {
    return points.size();
  }

  /** The row of an observation's number. */
  int row(int number) {
    return earlier + number;
  }

  /**
   * Takes in what is new or has another point than before. Other rows are kept.
   *
   * @param observations at least one completed
   */
  void see(Observations observations) {
    makeRoomFrom(observations.completed().get(0).number());
    observations.completed().forEach(this::see);
    observations.failed().forEach(this::see);
    observations.pending().forEach(this::see);
  }

  /** Begins anew if there are more earlier observations than before. */
  private void makeRoomFrom(int number) {
    if (row(number) < 0) {
      columns.forEach(AxisObservations::clear);
      points.clear();
      earlier = -number;
    }
  }

  private void see(Observations.Observation observed) {
    int row = row(observed.number());
    while (row >= points.size()) {
      points.add(null);
    }
    double[] known = points.set(row, observed.point());
    if (known != observed.point()) {
      for (int coordinate = 0; coordinate < columns.size(); coordinate++) {
        if (known != null) {
          of(coordinate).remove(row);
        }
        of(coordinate).add(row, observed.point()[coordinate]);
      }
    }
  }

  /**
   * Where observations lie along one axis, and their order there. Each has a row. Not thread-safe.
   */
  static final class AxisObservations {

    private static final int FIRST_SIZE = 64;

    private final KernelSupport line;

    /** By rows. */
    private double[] places = new double[FIRST_SIZE];

    /** Rows from the least place to the greatest; among equals the lower first. */
    private int[] order = new int[FIRST_SIZE];

    private int size;

    /** An empty column. */
    AxisObservations(CoordinateAxis axis) {
      this.line = KernelSupport.of(axis);
    }

    KernelSupport line() {
      return line;
    }

    CoordinateAxis axis() {
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
}
