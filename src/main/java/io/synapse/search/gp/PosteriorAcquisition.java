package io.synapse.search.gp;

/**
 * An acquisition function evaluated under a posterior.
 *
 * @param posterior predicts the loss
 * @param function scores the prediction
 */
record PosteriorAcquisition(Posterior posterior, AcquisitionFunction function) {

  double value(double[] point) {
    return posterior.acquisition(function, point);
  }

  /**
   * The value at a point.
   *
   * @param gradient output: the derivatives with respect to numeric coordinates; 0 for categories
   */
  double value(double[] point, double[] gradient) {
    return posterior.acquisition(function, point, gradient);
  }
}
