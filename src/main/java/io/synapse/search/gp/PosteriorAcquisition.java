package io.synapse.search.gp;

/**
 * The merit of points under a posterior.
 *
 * @param posterior what is predicted
 * @param merit what that is worth
 */
record PosteriorAcquisition(Posterior posterior, AcquisitionFunction merit) {

  double of(double[] point) {
    return posterior.merit(merit, point);
  }

  /** The same, with derivatives by the coordinates of numbers. */
  double of(double[] point, double[] gradient) {
    return posterior.merit(merit, point, gradient);
  }
}
