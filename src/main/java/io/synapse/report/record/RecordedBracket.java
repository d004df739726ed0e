package io.synapse.report.record;

import java.util.List;

/**
 * Trials that were compared with each other and with no others.
 *
 * @param number from 0
 * @param trials how many there are
 * @param rungs where they were compared, the lowest first
 */
public record RecordedBracket(int number, int trials, List<RecordedRung> rungs) {

  /**
   * A time at which trials are compared.
   *
   * @param time the scheduler's time
   * @param reached how many trials came to it
   * @param waiting how many of these wait for a decision
   * @param kept how many of these went on
   * @param best the best value; NaN when there is none
   */
  public record RecordedRung(double time, int reached, int waiting, int kept, double best) {}
}
