package io.synapse.terminal;

import java.util.function.Function;

/**
 * A column of the trial table.
 *
 * @param title its head
 * @param kind what it shows
 * @param importance the lower, the longer it stays in a narrow window
 * @param value a row's text
 */
record TableColumn(String title, Kind kind, int importance, Function<TrialRow, String> value) {

  /** What a column shows, in the order of the columns. */
  enum Kind {
    TRIAL,
    STATUS,
    PROGRESS,
    /** A hyperparameter whose values are words. */
    WORDS,
    /** Any other hyperparameter. */
    CONFIG,
    METRIC,
    TIME
  }

  /** Numbers end at the same column; words begin at the same. */
  boolean alignsRight() {
    return kind != Kind.TRIAL && kind != Kind.STATUS && kind != Kind.WORDS;
  }
}
