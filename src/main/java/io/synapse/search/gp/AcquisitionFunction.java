package io.synapse.search.gp;

/**
 * How much a prediction is worth trying. A model may hold several functions possible, which share
 * their standard deviation at a point: then there is a mean for each.
 */
interface AcquisitionFunction {

  /**
   * The merit of a point, the more the better.
   *
   * @param means the mean of the loss, for each function
   * @param deviation its standard deviation, above 0
   * @param slopes takes the derivatives by each mean, and by the deviation at the end
   */
  double of(double[] means, double deviation, double[] slopes);

  /**
   * How good the loss may well be: the lower confidence bound, turned round (Srinivas et al. 2010,
   * section 4).
   *
   * @param kappa how many standard deviations below the mean
   */
  record ConfidenceBound(double kappa) implements AcquisitionFunction {

    @Override
    public double of(double[] means, double deviation, double[] slopes) {
      slopes[0] = -1;
      slopes[1] = kappa;
      return kappa * deviation - means[0];
    }
  }

  /**
   * The logarithm of the probability that the loss falls below a level.
   *
   * @param level the level
   */
  record LogProbabilityOfImprovement(double level) implements AcquisitionFunction {

    @Override
    public double of(double[] means, double deviation, double[] slopes) {
      double z = (level - means[0]) / deviation;
      double slope = LogNormalTail.logCumulativeSlope(z);
      slopes[0] = -slope / deviation;
      slopes[1] = -slope * z / deviation;
      return LogNormalTail.logCumulative(z);
    }
  }

  /**
   * The logarithm of the expected improvement upon levels, averaged over the functions held
   * possible (Ament et al. 2023, section 4). Has slopes where the improvement itself is too small
   * for a number. The array is shared and must not be changed.
   *
   * @param levels the loss to improve upon, for each function
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record LogExpectedImprovement(double[] levels) implements AcquisitionFunction {

    @Override
    public double of(double[] means, double deviation, double[] slopes) {
      int count = levels.length;
      double[] logs = new double[count];
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        logs[i] = LogNormalTail.logImprovement((levels[i] - means[i]) / deviation);
        greatest = Math.max(greatest, logs[i]);
      }
      double sum = 0;
      for (int i = 0; i < count; i++) {
        logs[i] = Math.exp(logs[i] - greatest);
        sum += logs[i];
      }
      setSlopes(means, deviation, logs, sum, slopes);
      return Math.log(deviation) + greatest + Math.log(sum / count);
    }

    private void setSlopes(
        double[] means, double deviation, double[] shares, double sum, double[] slopes) {
      double byDeviation = 1 / deviation;
      for (int i = 0; i < shares.length; i++) {
        double share = shares[i] / sum;
        double z = (levels[i] - means[i]) / deviation;
        double slope = share == 0 ? 0 : share * LogNormalTail.logImprovementSlope(z) / deviation;
        slopes[i] = -slope;
        byDeviation -= slope * z;
      }
      slopes[shares.length] = byDeviation;
    }
  }
}
