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
 * Which combination of the grid dimensions each trial takes, after the given points.
 *
 * <p>Where there are other dimensions too, trials go round the grid again and again, whatever the
 * points are.
 *
 * <p>A grid alone leaves nothing to chance: every combination is tried once. A point that leaves
 * dimensions open takes the first combination that fits it and that no other point has, and the
 * combinations of the points are left out of the grid afterwards. So points merely come first; only
 * a point that is given twice is tried twice. Immutable.
 */
public final class GridOrder {

  private final GridCells cells;
  private final boolean cyclic;
  private final long size;
  private final List<Map<String, Object>> points;

  /** The combinations that the points of a grid alone take, ascending. */
  private final long[] covered;

  /**
   * The order for one run.
   *
   * @param space the search space
   * @param givenPoints full or partial configurations, values as their distributions give them
   */
  public GridOrder(SearchSpace space, List<Map<String, Object>> givenPoints) {
    this.cells = GridCells.of(space);
    this.cyclic = !space.isGridAlone();
    this.size = space.gridSize();
    this.points = cyclic ? givenPoints : completed(givenPoints);
    this.covered = cyclic ? new long[0] : coveredBy(points);
  }

  /** The points to try: on a grid alone, with a value for every dimension. */
  public List<Map<String, Object>> points() {
    return points;
  }

  /**
   * How many trials there are, the points included, before every combination of a grid alone is
   * tried; {@link Long#MAX_VALUE} in any other space.
   */
  public long trials() {
    if (cyclic) {
      return Long.MAX_VALUE;
    }
    long rest = size - covered.length;
    return rest > Long.MAX_VALUE - points.size() ? Long.MAX_VALUE : rest + points.size();
  }

  /**
   * The combination of the grid dimensions for a trial.
   *
   * @param number counts from 0 at the first trial after the points
   * @return the values; empty when every combination of a grid alone is tried
   */
  public Optional<Map<String, Object>> cell(long number) {
    if (cyclic) {
      return Optional.of(cells.cell(number % size));
    }
    long index = number;
    for (long taken : covered) {
      index += taken <= index ? 1 : 0;
    }
    return index < size ? Optional.of(cells.cell(index)) : Optional.empty();
  }

  private List<Map<String, Object>> completed(List<Map<String, Object>> givenPoints) {
    Set<Map<String, Object>> taken = new HashSet<>();
    givenPoints.stream().filter(this::isFull).forEach(taken::add);
    List<Map<String, Object>> full = new ArrayList<>();
    for (Map<String, Object> point : givenPoints) {
      Map<String, Object> cell = isFull(point) ? point : firstFree(point, taken);
      taken.add(cell);
      full.add(cell);
    }
    return full;
  }

  private boolean isFull(Map<String, Object> point) {
    return point.size() == cells.dimensions().size();
  }

  /** The first combination that fits and is not taken; the first that fits when all are. */
  private Map<String, Object> firstFree(Map<String, Object> point, Set<Map<String, Object>> taken) {
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

  private long[] coveredBy(List<Map<String, Object>> fullPoints) {
    return fullPoints.stream()
        .map(cells::indexOf)
        .filter(index -> index.bitLength() < Long.SIZE)
        .mapToLong(BigInteger::longValue)
        .distinct()
        .sorted()
        .toArray();
  }

  /**
   * The combinations of grid dimensions in the order of nested loops: the first dimension changes
   * slowest, the last one fastest.
   *
   * @param dimensions the grid dimensions
   */
  record GridCells(List<SearchSpace.Dimension> dimensions) {

    static GridCells of(SearchSpace space) {
      return new GridCells(space.gridDimensions());
    }

    /** How many there are; {@link Long#MAX_VALUE} means that many or more. */
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
