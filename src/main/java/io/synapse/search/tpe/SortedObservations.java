package io.synapse.search.tpe;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.search.model.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The observations of a run, sorted along each axis. Each observation has a row, in the order of
 * the numbers. The sorted order is updated incrementally from one suggestion to the next, because
 * sorting anew would dominate the run time. Not thread-safe.
 */
final class SortedObservations {

  private final List<AxisObservations> axes;

  /** The point in each row; null for an empty row. */
  private final List<double[]> points = new ArrayList<>();

  /** The row of number 0: how many rows belong to earlier runs, whose numbers are negative. */
  private int firstRow;

  /** Creates an empty set of observations. */
  SortedObservations(List<CoordinateAxis> axes) {
    this.axes = axes.stream().map(AxisObservations::new).toList();
  }

  AxisObservations along(int axis) {
    return axes.get(axis);
  }

  /** The number of rows, empty ones included. */
  int rows() {
    return points.size();
  }

  /** The row of an observation's number. */
  int row(int number) {
    return firstRow + number;
  }

  /**
   * Adds observations that are new and moves those whose point has changed. Other rows are kept.
   *
   * @param observations at least one of them completed
   */
  void update(Observations observations) {
    resetIfBefore(observations.completed().get(0).number());
    observations.completed().forEach(this::update);
    observations.failed().forEach(this::update);
    observations.pending().forEach(this::update);
  }

  /** Removes all rows if there are more observations of earlier runs than before. */
  private void resetIfBefore(int number) {
    if (row(number) < 0) {
      axes.forEach(AxisObservations::clear);
      points.clear();
      firstRow = -number;
    }
  }

  private void update(Observations.Observation observed) {
    int row = row(observed.number());
    while (row >= points.size()) {
      points.add(null);
    }
    double[] previous = points.set(row, observed.point());
    if (previous != observed.point()) {
      for (int axis = 0; axis < axes.size(); axis++) {
        if (previous != null) {
          along(axis).remove(row);
        }
        along(axis).add(row, observed.point()[axis]);
      }
    }
  }

  /** The positions of observations along one axis, and their order. Not thread-safe. */
  static final class AxisObservations {

    private static final int INITIAL_CAPACITY = 64;

    private final KernelSupport support;

    /** The position in each row; for a category, the index of the option. */
    private double[] positions = new double[INITIAL_CAPACITY];

    /** The rows in ascending order of their positions; among equals the lower row first. */
    private int[] order = new int[INITIAL_CAPACITY];

    private int size;

    /** Creates an axis without observations. */
    AxisObservations(CoordinateAxis axis) {
      this.support = KernelSupport.of(axis);
    }

    KernelSupport support() {
      return support;
    }

    CoordinateAxis axis() {
      return support.axis();
    }

    /** Whether the axis is continuous. */
    boolean isContinuous() {
      return !axis().isCategorical() && !support.isStepped();
    }

    /** The position of an observation; for a category, the index of its option. */
    double position(int row) {
      return positions[row];
    }

    /** Adds an observation to an empty row. */
    void add(int row, double coordinate) {
      if (row >= positions.length) {
        positions = Arrays.copyOf(positions, 2 * row);
      }
      if (size == order.length) {
        order = Arrays.copyOf(order, 2 * size);
      }
      positions[row] = support.position(coordinate);
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

    /** The number of observations before this one in the sorted order. */
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
      int comparison = Double.compare(positions[one], positions[other]);
      return comparison < 0 || (comparison == 0 && one < other);
    }

    /**
     * The indices of selected observations, in the order of their positions.
     *
     * @param indices for each row, the index of the observation; -1 if it is not selected
     * @param count how many are selected
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
