package io.synapse.search.gp;

import io.synapse.search.model.CoordinateAxis;
import io.synapse.space.Distribution.QuantileInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a search moves along one axis and stays on coordinates that stand for a value: the middle of
 * each value's shares where there are steps. Up to a number of values these are held in a table, as
 * they are asked for often.
 */
final class AxisNeighbours {

  private static final int MOST_TABLED = 1024;
  private static final int MOST_DISCRETE = 20;
  private static final int MOST_NEIGHBOURS = 8;
  private static final double BEYOND = 1e-12;

  private final CoordinateAxis axis;
  private final double[] middles;
  private final double[] tops;

  AxisNeighbours(CoordinateAxis axis) {
    this.axis = axis;
    List<QuantileInterval> cells = axis.isStepped() ? cells(axis) : List.of();
    this.middles = cells.stream().mapToDouble(QuantileInterval::middle).toArray();
    this.tops = cells.stream().mapToDouble(QuantileInterval::high).toArray();
  }

  private static List<QuantileInterval> cells(CoordinateAxis axis) {
    List<QuantileInterval> cells = new ArrayList<>();
    double share = 0;
    while (share < 1) {
      QuantileInterval cell = axis.shares(share);
      if (cells.size() == MOST_TABLED) {
        return List.of();
      }
      cells.add(cell);
      share = Math.max(share, cell.high()) + BEYOND;
    }
    return cells;
  }

  /** Whether there is anything to choose. */
  boolean isFixed() {
    return axis.cardinality().orElse(2) == 1;
  }

  /** Whether values are to be gone through one by one rather than by derivatives. */
  boolean isDiscrete() {
    return axis.isCategorical() || (middles.length > 0 && middles.length <= MOST_DISCRETE);
  }

  /** The coordinate of the value at a coordinate. */
  double snapped(double coordinate) {
    double within = Math.max(0, Math.min(1, coordinate));
    if (axis.isCategorical()) {
      return coordinate;
    }
    if (middles.length > 0) {
      return middles[cell(within)];
    }
    return axis.isStepped() ? axis.shares(within).middle() : within;
  }

  /** A coordinate at random, some way from another. */
  double perturbed(double coordinate, double distance, RandomGenerator random) {
    if (axis.isCategorical()) {
      return random.nextInt(axis.options().size());
    }
    double moved = coordinate + distance * random.nextGaussian();
    double reflected = moved < 0 ? -moved : moved > 1 ? 2 - moved : moved;
    double snapped = snapped(reflected);
    boolean stays = middles.length > 1 && snapped == coordinate;
    return stays ? step(coordinate, random.nextBoolean() ? 1 : -1) : snapped;
  }

  /** A coordinate drawn from the axis's law. */
  double drawn(RandomGenerator random) {
    return axis.isCategorical()
        ? random.nextInt(axis.options().size())
        : snapped(random.nextDouble());
  }

  /** The coordinates of the values next to that of one, or of other categories. */
  List<Double> neighbours(double coordinate, RandomGenerator random) {
    List<Double> neighbours = new ArrayList<>();
    if (axis.isCategorical()) {
      int options = axis.options().size();
      int offset = random.nextInt(options);
      for (int i = 0; i < Math.min(options, MOST_NEIGHBOURS); i++) {
        neighbours.add((double) ((i + offset) % options));
      }
    } else if (middles.length > 0) {
      neighbours.add(step(coordinate, -1));
      neighbours.add(step(coordinate, 1));
    }
    neighbours.removeIf(other -> other == coordinate);
    return neighbours;
  }

  private double step(double coordinate, int by) {
    int moved = cell(coordinate) + by;
    return middles[Math.max(0, Math.min(middles.length - 1, moved))];
  }

  private int cell(double share) {
    int low = 0;
    int high = tops.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (tops[middle] < share) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
