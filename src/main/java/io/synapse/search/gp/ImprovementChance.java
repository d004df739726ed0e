package io.synapse.search.gp;

/**
 * The logarithm of the probability that the loss falls below a level.
 *
 * @param level the level
 */
record ImprovementChance(double level) implements Merit {

  @Override
  public double of(double[] means, double deviation, double[] slopes) {
    double z = (level - means[0]) / deviation;
    double slope = Tails.logCumulativeSlope(z);
    slopes[0] = -slope / deviation;
    slopes[1] = -slope * z / deviation;
    return Tails.logCumulative(z);
  }
}
