package io.synapse.search.tpe;

import io.synapse.search.model.Acquisition;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The ratios of all groups of coordinates.
 *
 * @param dimensions how many coordinates there are
 * @param candidates how many draws are compared in each group
 */
record Ratios(List<Ratio> groups, int dimensions, int candidates) implements Acquisition {

  @Override
  public double[] next(RandomGenerator random) {
    double[] point = new double[dimensions];
    groups.forEach(group -> group.propose(point, candidates, random));
    return point;
  }

  @Override
  public double score(double[] point) {
    return groups.stream().mapToDouble(group -> group.score(point)).sum();
  }
}
