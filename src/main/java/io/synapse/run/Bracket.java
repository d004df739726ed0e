package io.synapse.run;

import java.util.List;

/**
 * Trials that are compared with each other and with no others.
 *
 * @param number from 0
 * @param trials how many there are
 * @param rungs where they are compared, the lowest first
 */
public record Bracket(int number, int trials, List<Rung> rungs) {

  /** Copies the list. */
  public Bracket {
    rungs = List.copyOf(rungs);
  }

  /**
   * A time at which trials are compared.
   *
   * @param time the scheduler's time
   * @param reached how many trials reached it
   * @param waiting how many of these wait for what is decided about them
   * @param kept how many of these went on
   * @param best the best value; NaN when there is none
   */
  public record Rung(double time, int reached, int waiting, int kept, double best) {

    /** How many of those that reached it ended there. */
    public int cut() {
      return reached - waiting - kept;
    }
  }
}
