package io.synapse.search.model;

import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A search space as coordinates: configurations as points and back. Immutable. */
public final class Coordinates {

  private final SearchSpace space;
  private final List<CoordinateAxis> axes;

  /** The coordinates of a space without grid dimensions. */
  public Coordinates(SearchSpace space) {
    this.space = space;
    this.axes = space.dimensions().stream().map(CoordinateAxis::of).toList();
  }

  /** One for each hyperparameter, in order. */
  public List<CoordinateAxis> axes() {
    return axes;
  }

  /** How many there are. */
  public int size() {
    return axes.size();
  }

  /** The space itself. */
  public SearchSpace space() {
    return space;
  }

  /** A configuration within the space as a point. */
  public double[] point(Config config) {
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      CoordinateAxis axis = axes.get(i);
      point[i] = axis.of(config.get(axis.dimension().name()));
    }
    return point;
  }

  /** The configuration at a point; the nearest one where there are steps. */
  public Config config(double[] point) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < point.length; i++) {
      CoordinateAxis axis = axes.get(i);
      values.put(axis.dimension().name(), axis.value(point[i]));
    }
    return new Config(values);
  }

  /** A point drawn from the space's own law. */
  public double[] sample(RandomGenerator random) {
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      int options = axes.get(i).options().size();
      point[i] = options > 0 ? random.nextInt(options) : random.nextDouble();
    }
    return point;
  }
}
