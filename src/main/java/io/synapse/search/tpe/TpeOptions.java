package io.synapse.search.tpe;

/**
 * What a tree-structured Parzen estimator can be told.
 *
 * @param gamma the part of the observations that is good, above 0 and at most 1
 * @param candidates how many draws are compared
 * @param priorWeight of the prior law beside the observations, each of which has 1 at most
 * @param remembered how many of the newest observations have their full weight
 * @param weighsImprovement whether a good observation counts for as much as it is better than the
 *     others
 */
public record TpeOptions(
    double gamma, int candidates, double priorWeight, int remembered, boolean weighsImprovement) {

  /** More good observations than these would blur what is good. */
  private static final int MOST_GOOD = 25;

  /** How many of so many observations are good. */
  int good(int observations) {
    return (int) Math.min(MOST_GOOD, Math.ceil(gamma * observations));
  }
}
