package io.synapse.search.gp;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.space.Distribution.QuantileInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Samples and enumerates coordinates of one axis. All of them are the canonical coordinate of a
 * value: for stepped numbers, the middle of the value's quantile interval. The intervals of up to
 * {@value #MAX_TABLE_SIZE} values are kept in a table because they are needed often.
 */
final class AxisNeighbours {

  private static final int MAX_TABLE_SIZE = 1024;
  private static final int MAX_DISCRETE_VALUES = 20;
  private static final int MAX_NEIGHBOURS = 8;
  private static final double EPSILON = 1e-12;

  private final CoordinateAxis axis;
  private final double[] cellMiddles;
  private final double[] cellUpperBounds;

  AxisNeighbours(CoordinateAxis axis) {
    this.axis = axis;
    List<QuantileInterval> cells = axis.isStepped() ? cells(axis) : List.of();
    this.cellMiddles = cells.stream().mapToDouble(QuantileInterval::middle).toArray();
    this.cellUpperBounds = cells.stream().mapToDouble(QuantileInterval::high).toArray();
  }

  private static List<QuantileInterval> cells(CoordinateAxis axis) {
    List<QuantileInterval> cells = new ArrayList<>();
    double quantile = 0;
    while (quantile < 1) {
      QuantileInterval cell = axis.interval(quantile);
      if (cells.size() == MAX_TABLE_SIZE) {
        return List.of();
      }
      cells.add(cell);
      quantile = Math.max(quantile, cell.high()) + EPSILON;
    }
    return cells;
  }

  /** Whether the axis has a single value. */
  boolean isFixed() {
    return axis.cardinality().orElse(2) == 1;
  }

  /** Whether a search has to enumerate values because derivatives do not help. */
  boolean isDiscrete() {
    return axis.isCategorical()
        || (cellMiddles.length > 0 && cellMiddles.length <= MAX_DISCRETE_VALUES);
  }

  /** The canonical coordinate of the value that a coordinate represents. */
  double snap(double coordinate) {
    double within = Math.max(0, Math.min(1, coordinate));
    if (axis.isCategorical()) {
      return coordinate;
    }
    if (cellMiddles.length > 0) {
      return cellMiddles[cell(within)];
    }
    return axis.isStepped() ? axis.interval(within).middle() : within;
  }

  /**
   * A random coordinate near another one; for categories, that of any category.
   *
   * @param distance the standard deviation of the move, as a part of the axis
   */
  double perturb(double coordinate, double distance, RandomGenerator random) {
    if (axis.isCategorical()) {
      return random.nextInt(axis.options().size());
    }
    double moved = coordinate + distance * random.nextGaussian();
    double reflected = moved < 0 ? -moved : moved > 1 ? 2 - moved : moved;
    double snapped = snap(reflected);
    boolean isUnchanged = cellMiddles.length > 1 && snapped == coordinate;
    return isUnchanged ? step(coordinate, random.nextBoolean() ? 1 : -1) : snapped;
  }

  /** A coordinate drawn from the axis's distribution. */
  double sample(RandomGenerator random) {
    return axis.isCategorical() ? random.nextInt(axis.options().size()) : snap(random.nextDouble());
  }

  /**
   * The coordinates of the adjacent values; for a category, of up to {@value #MAX_NEIGHBOURS}
   * others.
   */
  List<Double> neighbours(double coordinate, RandomGenerator random) {
    List<Double> neighbours = new ArrayList<>();
    if (axis.isCategorical()) {
      int options = axis.options().size();
      int offset = random.nextInt(options);
      for (int i = 0; i < Math.min(options, MAX_NEIGHBOURS); i++) {
        neighbours.add((double) ((i + offset) % options));
      }
    } else if (cellMiddles.length > 0) {
      neighbours.add(step(coordinate, -1));
      neighbours.add(step(coordinate, 1));
    }
    neighbours.removeIf(other -> other == coordinate);
    return neighbours;
  }

  private double step(double coordinate, int by) {
    int moved = cell(coordinate) + by;
    return cellMiddles[Math.max(0, Math.min(cellMiddles.length - 1, moved))];
  }

  private int cell(double quantile) {
    int low = 0;
    int high = cellUpperBounds.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (cellUpperBounds[middle] < quantile) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
