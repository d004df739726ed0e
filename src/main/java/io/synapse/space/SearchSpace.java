package io.synapse.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * What may be tried: the hyperparameters in the job file's order. Immutable.
 *
 * @param dimensions the hyperparameters, with different names
 */
public record SearchSpace(List<Dimension> dimensions) {

  /** Copies the list. */
  public SearchSpace {
    dimensions = List.copyOf(dimensions);
    if (dimensions.stream().map(Dimension::name).distinct().count() < dimensions.size()) {
      throw new IllegalArgumentException("two dimensions have the same name");
    }
  }

  /** The names of the hyperparameters, in order. */
  public List<String> names() {
    return dimensions.stream().map(Dimension::name).toList();
  }

  /** The hyperparameter with a name. */
  public Optional<Dimension> dimension(String name) {
    return dimensions.stream().filter(found -> found.name().equals(name)).findFirst();
  }

  /** Draws every value, those of grid dimensions included, independently and in order. */
  public Config sample(RandomGenerator random) {
    return complete(Map.of(), random);
  }

  /**
   * A configuration with some values fixed. Every other value is the one that {@link #sample} draws
   * with the same generator, whichever are fixed.
   *
   * @param fixed values within the space by name; the map may hold nulls
   * @param random draws the others
   */
  public Config complete(Map<String, Object> fixed, RandomGenerator random) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Dimension dimension : dimensions) {
      Object drawn = dimension.distribution().sample(random);
      boolean given = fixed.containsKey(dimension.name());
      values.put(dimension.name(), given ? fixed.get(dimension.name()) : drawn);
    }
    return new Config(values);
  }

  /** Whether a configuration has exactly these dimensions, and a value within each. */
  public boolean contains(Config config) {
    return config.values().size() == dimensions.size()
        && dimensions.stream().allMatch(dimension -> isWithin(dimension, config));
  }

  /** The dimensions of type {@code grid_search}, in order. */
  public List<Dimension> gridDimensions() {
    return dimensions.stream().filter(SearchSpace::isGrid).toList();
  }

  /** Whether there is a grid dimension. */
  public boolean hasGrid() {
    return dimensions.stream().anyMatch(SearchSpace::isGrid);
  }

  /** Whether there are grid dimensions and no others: nothing is left to chance. */
  public boolean isGridAlone() {
    return hasGrid() && dimensions.stream().allMatch(SearchSpace::isGrid);
  }

  /**
   * How many combinations the grid dimensions have; 1 without any. {@link Long#MAX_VALUE} means
   * that many or more.
   */
  public long gridSize() {
    return gridDimensions().stream()
        .mapToLong(dimension -> dimension.distribution().cardinality().orElseThrow())
        .reduce(1, SearchSpace::multiply);
  }

  /**
   * How many configurations there are, {@link Long#MAX_VALUE} meaning that many or more; empty when
   * a dimension's values are not countable.
   */
  public OptionalLong cardinality() {
    long product = 1;
    for (Dimension dimension : dimensions) {
      OptionalLong values = dimension.distribution().cardinality();
      if (values.isEmpty()) {
        return OptionalLong.empty();
      }
      product = multiply(product, values.getAsLong());
    }
    return OptionalLong.of(product);
  }

  /**
   * One of countable configurations; the last dimension changes fastest.
   *
   * @param index from 0, below {@link #cardinality}
   */
  public Config configAt(long index) {
    Object[] values = new Object[dimensions.size()];
    long rest = index;
    for (int i = values.length - 1; i >= 0; i--) {
      Distribution distribution = dimensions.get(i).distribution();
      long count = distribution.cardinality().orElseThrow();
      values[i] = distribution.valueAt(rest % count);
      rest /= count;
    }
    Map<String, Object> config = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      config.put(dimensions.get(i).name(), values[i]);
    }
    return new Config(config);
  }

  private static boolean isGrid(Dimension dimension) {
    return dimension.distribution() instanceof OneOf.Grid;
  }

  private static boolean isWithin(Dimension dimension, Config config) {
    return config.values().containsKey(dimension.name())
        && dimension.distribution().contains(config.get(dimension.name()));
  }

  private static long multiply(long first, long second) {
    return Math.multiplyHigh(first, second) == 0 && first * second > 0
        ? first * second
        : Long.MAX_VALUE;
  }

  /**
   * One hyperparameter to search.
   *
   * @param name its name
   * @param distribution what its values may be
   */
  public record Dimension(String name, Distribution distribution) {}
}
