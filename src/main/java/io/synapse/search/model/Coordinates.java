package io.synapse.search.model;

import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Maps the configurations of a search space to points and back. Immutable. */
public final class Coordinates {

  private final SearchSpace space;
  private final List<CoordinateAxis> axes;

  /** Creates the coordinates of a search space without grid dimensions. */
  public Coordinates(SearchSpace space) {
    this.space = space;
    this.axes = space.dimensions().stream().map(CoordinateAxis::of).toList();
  }

  /** The axes, one for each hyperparameter, in the order of the search space. */
  public List<CoordinateAxis> axes() {
    return axes;
  }

  /** The number of axes. */
  public int size() {
    return axes.size();
  }

  /** The search space. */
  public SearchSpace space() {
    return space;
  }

  /** The point of a configuration, which must lie within the search space. */
  public double[] point(Config config) {
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      CoordinateAxis axis = axes.get(i);
      point[i] = axis.coordinate(config.get(axis.dimension().name()));
    }
    return point;
  }

  /** The configuration at a point; see {@link CoordinateAxis#value}. */
  public Config config(double[] point) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < point.length; i++) {
      CoordinateAxis axis = axes.get(i);
      values.put(axis.dimension().name(), axis.value(point[i]));
    }
    return new Config(values);
  }

  /**
   * A point drawn from the distributions of the search space. It may not be the canonical point of
   * its configuration.
   */
  public double[] sample(RandomGenerator random) {
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      int options = axes.get(i).options().size();
      point[i] = options > 0 ? random.nextInt(options) : random.nextDouble();
    }
    return point;
  }
}
