package io.synapse.report.importance;

import java.util.stream.DoubleStream;

/** One hyperparameter in every trial of a run. */
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
   * A hyperparameter that is a number.
   *
   * @param name its name
   * @param positions its value in each trial, on a scale where equal steps mean equally much: the
   *     logarithm of what was searched on a logarithmic scale
   */
  public static HyperparameterValues numbers(String name, double[] positions) {
    return new HyperparameterValues(name, positions, 0);
  }

  /**
   * A hyperparameter that is one of several things.
   *
   * @param name its name
   * @param indices the index of its value in each trial, from 0
   * @param count how many there are
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

  /** Whether more than one value was tried; only then can it have mattered. */
  boolean varies() {
    return lowest() < highest();
  }

  double lowest() {
    return DoubleStream.of(positions).min().orElse(0);
  }

  double highest() {
    return DoubleStream.of(positions).max().orElse(0);
  }
}
