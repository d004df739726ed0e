package io.synapse.run;

import java.util.regex.Pattern;

/**
 * How many of a run's trials, counted from the first that ended, failed the same way without any
 * other end among them. A run of which all trials fail has a fault that has nothing to do with the
 * hyperparameters. Changed by {@link RunHistory} alone.
 */
public final class LeadingFailures {

  /** Numbers differ from trial to trial, as do ids and addresses, in messages of the same fault. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\b(?:0x)?[0-9a-fA-F]{8,}\\b|\\d+(?:\\.\\d+)?");

  private String message = "";
  private int count;
  private boolean over;
  private boolean anySuccess;

  LeadingFailures() {}

  /** How many there are; 0 once a trial ended in another way. */
  public int count() {
    return over ? 0 : count;
  }

  /** The message of the first. */
  public String message() {
    return message;
  }

  void see(Trial ended) {
    anySuccess |= ended.status() == TrialStatus.TERMINATED;
    if (over) {
      return;
    }
    if (anySuccess) {
      over = true;
    } else if (count == 0) {
      message = ended.error();
      count = 1;
    } else if (way(message).equals(way(ended.error()))) {
      count++;
    } else {
      over = true;
    }
  }

  /** Counts anew. */
  void forgive() {
    count = 0;
    over = anySuccess;
  }

  /**
   * What is the same in the messages of one fault.
   *
   * @param error why a trial failed
   */
  public static String way(String error) {
    return VARIABLE.matcher(error).replaceAll("#");
  }
}
