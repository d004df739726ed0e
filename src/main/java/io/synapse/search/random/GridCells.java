package io.synapse.search.random;

import io.synapse.space.Dimension;
import io.synapse.space.Grid;
import io.synapse.space.SearchSpace;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The combinations of grid dimensions in the order of nested loops: the first dimension changes
 * slowest, the last one fastest.
 *
 * @param dimensions the grid dimensions
 */
record GridCells(List<Dimension> dimensions) {

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
    for (Dimension dimension : dimensions) {
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

  private static List<Object> options(Dimension dimension) {
    return ((Grid) dimension.distribution()).options();
  }
}
