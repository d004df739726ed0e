package io.synapse.search.gp;

import io.synapse.search.model.Coordinates;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Samples points of a search space, at random or near another point. Each point is the canonical
 * one of the configuration that it represents.
 */
final class NeighbourSampler {

  /**
   * An upper bound on the expected number of coordinates that a perturbation changes in addition to
   * one.
   */
  private static final double MAX_EXPECTED_CHANGES = 20;

  private static final double MIN_DISTANCE = 1e-3;
  private static final double MAX_DISTANCE = 0.3;

  private final List<AxisNeighbours> axes;
  private final int[] continuousAxes;
  private final int[] discreteAxes;

  NeighbourSampler(Coordinates coordinates) {
    this.axes = coordinates.axes().stream().map(AxisNeighbours::new).toList();
    this.continuousAxes =
        indices().filter(i -> !axes.get(i).isFixed() && !axes.get(i).isDiscrete()).toArray();
    this.discreteAxes =
        indices().filter(i -> !axes.get(i).isFixed() && axes.get(i).isDiscrete()).toArray();
  }

  private IntStream indices() {
    return IntStream.range(0, axes.size());
  }

  /** The axes along which a search can follow derivatives. */
  int[] continuousAxes() {
    return continuousAxes;
  }

  /** The axes along which a search has to enumerate values. */
  int[] discreteAxes() {
    return discreteAxes;
  }

  AxisNeighbours axis(int index) {
    return axes.get(index);
  }

  /** A point drawn from the search space's distributions. */
  double[] sample(RandomGenerator random) {
    return axes.stream().mapToDouble(axis -> axis.sample(random)).toArray();
  }

  /** The canonical point of the configuration that a point represents. */
  double[] snap(double[] point) {
    return indices().mapToDouble(i -> axes.get(i).snap(point[i])).toArray();
  }

  /** A copy of a point with random changes to one or more of the coordinates that are not fixed. */
  double[] perturb(double[] centre, RandomGenerator random) {
    int[] free =
        IntStream.concat(IntStream.of(continuousAxes), IntStream.of(discreteAxes)).toArray();
    double[] point = centre.clone();
    if (free.length == 0) {
      return point;
    }
    double distance = MIN_DISTANCE * Math.pow(MAX_DISTANCE / MIN_DISTANCE, random.nextDouble());
    double probability = random.nextDouble() * Math.min(1, MAX_EXPECTED_CHANGES / free.length);
    int alwaysChanged = free[random.nextInt(free.length)];
    for (int i : free) {
      if (i == alwaysChanged || random.nextDouble() < probability) {
        point[i] = axes.get(i).perturb(point[i], distance, random);
      }
    }
    return point;
  }
}
