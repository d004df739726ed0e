package io.synapse.report.importance;

import java.util.stream.DoubleStream;

/** The values of one hyperparameter in the trials of a run. */
public final class HyperparameterValues {

  private final String name;
  private final double[] positions;
  private final int categories;

  private HyperparameterValues(String name, double[] positions, int categories) {
    this.name = name;
    this.positions = positions.clone();
    this.categories = categories;
  }

  /**
   * The values of a numeric hyperparameter.
   *
   * @param name its name
   * @param positions its value in each trial, or the logarithm of the value if it was searched on a
   *     logarithmic scale
   */
  public static HyperparameterValues numbers(String name, double[] positions) {
    return new HyperparameterValues(name, positions, 0);
  }

  /**
   * The values of a categorical hyperparameter.
   *
   * @param name its name
   * @param indices the index of its value in each trial, from 0
   * @param count the number of categories
   */
  public static HyperparameterValues categories(String name, double[] indices, int count) {
    return new HyperparameterValues(name, indices, count);
  }

  String name() {
    return name;
  }

  boolean isCategorical() {
    return categories > 0;
  }

  int categories() {
    return categories;
  }

  double position(int trial) {
    return positions[trial];
  }

  /**
   * Whether the trials have more than one value; only then can the hyperparameter have mattered.
   */
  boolean varies() {
    return min() < max();
  }

  double min() {
    return DoubleStream.of(positions).min().orElse(0);
  }

  double max() {
    return DoubleStream.of(positions).max().orElse(0);
  }
}
