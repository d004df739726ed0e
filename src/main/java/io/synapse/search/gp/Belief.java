package io.synapse.search.gp;

import java.util.random.RandomGenerator;

/** How observations and pending trials become a posterior, and what is worth trying under it. */
@FunctionalInterface
interface Belief {

  /**
   * Forms the belief.
   *
   * @param factors of the kernel
   * @param question what is known
   * @param random of this suggestion
   */
  Valuation of(Factors factors, Question question, RandomGenerator random);
}
