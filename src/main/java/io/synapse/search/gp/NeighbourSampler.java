package io.synapse.search.gp;

import io.synapse.search.model.Coordinates;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** How a search moves through a space. All points it gives stand for values. */
final class NeighbourSampler {

  /** Of many coordinates, about so many are changed at once. */
  private static final double CHANGED = 20;

  private static final double NEAREST = 1e-3;
  private static final double FARTHEST = 0.3;

  private final List<AxisNeighbours> axes;
  private final int[] smooth;
  private final int[] discrete;

  NeighbourSampler(Coordinates coordinates) {
    this.axes = coordinates.axes().stream().map(AxisNeighbours::new).toList();
    this.smooth =
        indices().filter(i -> !axes.get(i).isFixed() && !axes.get(i).isDiscrete()).toArray();
    this.discrete =
        indices().filter(i -> !axes.get(i).isFixed() && axes.get(i).isDiscrete()).toArray();
  }

  private IntStream indices() {
    return IntStream.range(0, axes.size());
  }

  /** The axes along which derivatives are of use. */
  int[] smooth() {
    return smooth;
  }

  /** The axes along which values are gone through. */
  int[] discrete() {
    return discrete;
  }

  AxisNeighbours axis(int index) {
    return axes.get(index);
  }

  /** A point drawn from the space's law. */
  double[] drawn(RandomGenerator random) {
    return axes.stream().mapToDouble(axis -> axis.drawn(random)).toArray();
  }

  /** The point of the values at a point. */
  double[] snapped(double[] point) {
    return indices().mapToDouble(i -> axes.get(i).snapped(point[i])).toArray();
  }

  /** A point at random, some coordinates of which are some way from another's. */
  double[] perturbed(double[] centre, RandomGenerator random) {
    int[] free = IntStream.concat(IntStream.of(smooth), IntStream.of(discrete)).toArray();
    double[] point = centre.clone();
    if (free.length == 0) {
      return point;
    }
    double distance = NEAREST * Math.pow(FARTHEST / NEAREST, random.nextDouble());
    double share = random.nextDouble() * Math.min(1, CHANGED / free.length);
    int certain = free[random.nextInt(free.length)];
    for (int i : free) {
      if (i == certain || random.nextDouble() < share) {
        point[i] = axes.get(i).perturbed(point[i], distance, random);
      }
    }
    return point;
  }
}
