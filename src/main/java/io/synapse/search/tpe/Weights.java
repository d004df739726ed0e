package io.synapse.search.tpe;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What kernels count for: one for each observation, and the prior law's, which is last. */
final class Weights {

  private final double[] weights;
  private final double[] upTo;

  /**
   * Weights of kernels, all above 0; their sum is taken for one.
   *
   * @param observed of the observations
   * @param prior of the prior law
   */
  Weights(double[] observed, double prior) {
    this.weights = Arrays.copyOf(observed, observed.length + 1);
    weights[observed.length] = prior;
    this.upTo = new double[weights.length];
    double sum = 0;
    for (int kernel = 0; kernel < weights.length; kernel++) {
      sum += weights[kernel];
      upTo[kernel] = sum;
    }
  }

  int size() {
    return weights.length;
  }

  /** The part of a kernel in all of them. */
  double share(int kernel) {
    return weights[kernel] / upTo[upTo.length - 1];
  }

  /** Draws a kernel. */
  int draw(RandomGenerator random) {
    double weight = random.nextDouble() * upTo[upTo.length - 1];
    int kernel = 0;
    while (kernel < upTo.length - 1 && upTo[kernel] <= weight) {
      kernel++;
    }
    return kernel;
  }
}
