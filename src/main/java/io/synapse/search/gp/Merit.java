package io.synapse.search.gp;

/**
 * How much a prediction is worth trying. A model may hold several functions possible, which share
 * their standard deviation at a point: then there is a mean for each.
 */
interface Merit {

  /**
   * The merit of a point, the more the better.
   *
   * @param means the mean of the loss, for each function
   * @param deviation its standard deviation, above 0
   * @param slopes takes the derivatives by each mean, and by the deviation at the end
   */
  double of(double[] means, double deviation, double[] slopes);
}
