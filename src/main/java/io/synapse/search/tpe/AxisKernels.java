package io.synapse.search.tpe;

import java.util.random.RandomGenerator;

/** The kernels of one coordinate: one for each observation, and the prior law's, which is last. */
interface AxisKernels {

  /** Draws the coordinate of a value from one kernel. */
  double sample(int kernel, RandomGenerator random);

  /**
   * Adds to every kernel's sum the logarithm of its density at a coordinate; of countable values,
   * of its probability.
   */
  void addLogDensities(double coordinate, double[] sums);
}
