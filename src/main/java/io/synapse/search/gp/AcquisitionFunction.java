package io.synapse.search.gp;

/**
 * Scores a point by the prediction of the surrogate model there. A posterior may consist of several
 * sampled functions that share their standard deviation at a point; there is then one mean for each
 * of them.
 */
interface AcquisitionFunction {

  /**
   * The value at a point; higher is better.
   *
   * @param means the mean of the loss, for each function
   * @param deviation the standard deviation of the loss, above 0
   * @param derivatives output: the derivative with respect to each mean, followed by the one with
   *     respect to the deviation
   */
  double value(double[] means, double deviation, double[] derivatives);

  /**
   * The lower confidence bound of the loss, negated (Srinivas et al. 2010, section 4).
   *
   * @param kappa how many standard deviations the bound lies below the mean
   */
  record ConfidenceBound(double kappa) implements AcquisitionFunction {

    @Override
    public double value(double[] means, double deviation, double[] derivatives) {
      derivatives[0] = -1;
      derivatives[1] = kappa;
      return kappa * deviation - means[0];
    }
  }

  /**
   * The logarithm of the probability that the loss falls below a level.
   *
   * @param level the loss to improve upon
   */
  record LogProbabilityOfImprovement(double level) implements AcquisitionFunction {

    @Override
    public double value(double[] means, double deviation, double[] derivatives) {
      double z = (level - means[0]) / deviation;
      double derivative = LogNormalTail.logCumulativeDerivative(z);
      derivatives[0] = -derivative / deviation;
      derivatives[1] = -derivative * z / deviation;
      return LogNormalTail.logCumulative(z);
    }
  }

  /**
   * The logarithm of the expected improvement, averaged over the functions of a posterior (Ament et
   * al. 2023, section 4). It keeps a usable gradient where the improvement itself underflows. The
   * array is shared and must not be changed.
   *
   * @param levels the loss to improve upon, for each function
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record LogExpectedImprovement(double[] levels) implements AcquisitionFunction {

    @Override
    public double value(double[] means, double deviation, double[] derivatives) {
      int count = levels.length;
      double[] logs = new double[count];
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        logs[i] = LogNormalTail.logImprovement((levels[i] - means[i]) / deviation);
        highest = Math.max(highest, logs[i]);
      }
      double sum = 0;
      for (int i = 0; i < count; i++) {
        logs[i] = Math.exp(logs[i] - highest);
        sum += logs[i];
      }
      setDerivatives(means, deviation, logs, sum, derivatives);
      return Math.log(deviation) + highest + Math.log(sum / count);
    }

    private void setDerivatives(
        double[] means, double deviation, double[] weights, double sum, double[] derivatives) {
      double byDeviation = 1 / deviation;
      for (int i = 0; i < weights.length; i++) {
        double weight = weights[i] / sum;
        double z = (levels[i] - means[i]) / deviation;
        double derivative =
            weight == 0 ? 0 : weight * LogNormalTail.logImprovementDerivative(z) / deviation;
        derivatives[i] = -derivative;
        byDeviation -= derivative * z;
      }
      derivatives[weights.length] = byDeviation;
    }
  }
}
