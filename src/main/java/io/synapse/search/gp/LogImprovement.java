package io.synapse.search.gp;

/**
 * The logarithm of the expected improvement upon levels, averaged over the functions held possible
 * (Ament et al. 2023, section 4). Has slopes where the improvement itself is too small for a
 * number. The array is shared and must not be changed.
 *
 * @param levels the loss to improve upon, for each function
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogImprovement(double[] levels) implements Merit {

  @Override
  public double of(double[] means, double deviation, double[] slopes) {
    int count = levels.length;
    double[] logs = new double[count];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      logs[i] = Tails.logImprovement((levels[i] - means[i]) / deviation);
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
      double slope = share == 0 ? 0 : share * Tails.logImprovementSlope(z) / deviation;
      slopes[i] = -slope;
      byDeviation -= slope * z;
    }
    slopes[shares.length] = byDeviation;
  }
}
