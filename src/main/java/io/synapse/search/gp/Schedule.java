package io.synapse.search.gp;

/**
 * Of how many trials kernel parameters are fitted, by how many there are: all up to 30, then the
 * last multiple of a stride that grows with their number. Between two such numbers the parameters
 * stay, and the factor of the covariance grows by rows.
 */
final class Schedule {

  private static final int EACH = 30;

  private Schedule() {}

  /** The number of trials to fit; grows with the number of trials, and is at most that. */
  static int fitted(int trials) {
    return trials - trials % stride(trials);
  }

  private static int stride(int trials) {
    if (trials <= EACH) {
      return 1;
    }
    return trials < 100 ? 5 : trials < 200 ? 10 : trials < 1000 ? 25 : 100;
  }
}
