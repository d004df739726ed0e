package io.synapse.search.random;

import io.synapse.space.OneOf;
import io.synapse.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Assigns a combination of the grid dimensions to each trial after the given points.
 *
 * <p>If the space has other dimensions too, trials cycle through the grid, whatever the points are.
 *
 * <p>If all dimensions are grid dimensions, every combination is tried once. A point that leaves
 * dimensions open takes the first matching combination that no other point has, and the
 * combinations of the points are skipped afterwards. Only a point that is given twice is tried
 * twice. Immutable.
 */
public final class GridOrder {

  private final GridCells cells;
  private final boolean isCyclic;
  private final long size;
  private final List<Map<String, Object>> points;

  /**
   * The indices of the combinations that the points take if all dimensions are grid dimensions,
   * ascending.
   */
  private final long[] pointCells;

  /**
   * Creates the order for one run.
   *
   * @param space the search space
   * @param givenPoints full or partial configurations, with values in the form of their
   *     distributions
   */
  public GridOrder(SearchSpace space, List<Map<String, Object>> givenPoints) {
    this.cells = GridCells.of(space);
    this.isCyclic = !space.isGridAlone();
    this.size = space.gridSize();
    this.points = isCyclic ? givenPoints : completed(givenPoints);
    this.pointCells = isCyclic ? new long[0] : cellsOf(points);
  }

  /**
   * The points to try first; they have a value for every dimension if all dimensions are grid
   * dimensions.
   */
  public List<Map<String, Object>> points() {
    return points;
  }

  /**
   * The number of trials, points included, after which every combination has been tried; {@link
   * Long#MAX_VALUE} if the space has other dimensions.
   */
  public long trials() {
    if (isCyclic) {
      return Long.MAX_VALUE;
    }
    long rest = size - pointCells.length;
    return rest > Long.MAX_VALUE - points.size() ? Long.MAX_VALUE : rest + points.size();
  }

  /**
   * The combination of the grid dimensions for a trial.
   *
   * @param number the number of the trial, counted from 0 at the first one after the points
   * @return the values; empty if every combination has been tried and the trials do not cycle
   */
  public Optional<Map<String, Object>> cell(long number) {
    if (isCyclic) {
      return Optional.of(cells.cell(number % size));
    }
    long index = number;
    for (long taken : pointCells) {
      index += taken <= index ? 1 : 0;
    }
    return index < size ? Optional.of(cells.cell(index)) : Optional.empty();
  }

  private List<Map<String, Object>> completed(List<Map<String, Object>> givenPoints) {
    Set<Map<String, Object>> taken = new HashSet<>();
    givenPoints.stream().filter(this::isComplete).forEach(taken::add);
    List<Map<String, Object>> full = new ArrayList<>();
    for (Map<String, Object> point : givenPoints) {
      Map<String, Object> cell = isComplete(point) ? point : firstFreeCell(point, taken);
      taken.add(cell);
      full.add(cell);
    }
    return full;
  }

  private boolean isComplete(Map<String, Object> point) {
    return point.size() == cells.dimensions().size();
  }

  /**
   * The first matching combination that is not taken, or the first matching one if all are taken.
   */
  private Map<String, Object> firstFreeCell(
      Map<String, Object> point, Set<Map<String, Object>> taken) {
    GridCells open = cells.openIn(point);
    for (long index = 0; index < open.size(); index++) {
      Map<String, Object> candidate = fill(point, open.cell(index));
      if (!taken.contains(candidate)) {
        return candidate;
      }
    }
    return fill(point, open.cell(0));
  }

  private Map<String, Object> fill(Map<String, Object> point, Map<String, Object> openValues) {
    Map<String, Object> full = new LinkedHashMap<>(openValues);
    full.putAll(point);
    return full;
  }

  private long[] cellsOf(List<Map<String, Object>> completePoints) {
    return completePoints.stream()
        .map(cells::indexOf)
        .filter(index -> index.bitLength() < Long.SIZE)
        .mapToLong(BigInteger::longValue)
        .distinct()
        .sorted()
        .toArray();
  }

  /**
   * The combinations of grid dimensions in the order of nested loops: the last dimension changes
   * fastest.
   *
   * @param dimensions the grid dimensions
   */
  record GridCells(List<SearchSpace.Dimension> dimensions) {

    static GridCells of(SearchSpace space) {
      return new GridCells(space.gridDimensions());
    }

    /** The number of combinations; {@link Long#MAX_VALUE} means that many or more. */
    long size() {
      return new SearchSpace(dimensions).gridSize();
    }

    /** The values of the combination at an index below {@link #size()}. */
    Map<String, Object> cell(long index) {
      Object[] values = new Object[dimensions.size()];
      long rest = index;
      for (int i = values.length - 1; i >= 0; i--) {
        List<Object> options = options(dimensions.get(i));
        values[i] = options.get((int) (rest % options.size()));
        rest /= options.size();
      }
      Map<String, Object> cell = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        cell.put(dimensions.get(i).name(), values[i]);
      }
      return cell;
    }

    /** The index of a combination, given a value of every dimension. */
    BigInteger indexOf(Map<String, Object> cell) {
      BigInteger index = BigInteger.ZERO;
      for (SearchSpace.Dimension dimension : dimensions) {
        List<Object> options = options(dimension);
        index =
            index
                .multiply(BigInteger.valueOf(options.size()))
                .add(BigInteger.valueOf(options.indexOf(cell.get(dimension.name()))));
      }
      return index;
    }

    /** The dimensions that a point leaves open. */
    GridCells openIn(Map<String, Object> point) {
      return new GridCells(
          dimensions.stream().filter(dimension -> !point.containsKey(dimension.name())).toList());
    }

    private static List<Object> options(SearchSpace.Dimension dimension) {
      return ((OneOf.Grid) dimension.distribution()).options();
    }
  }
}
