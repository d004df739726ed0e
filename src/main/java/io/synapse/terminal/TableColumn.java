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
    /** Where it runs. */
    PLACE,
    PROGRESS,
    /** A hyperparameter whose values are words. */
    WORDS,
    /** Any other hyperparameter. */
    CONFIG,
    METRIC,
    TIME,
    /** A sentence, of which there are few. */
    NOTE
  }

  private static final int MOST_WIDTH = 16;
  private static final int MOST_WIDTH_OF_NOTE = 40;

  /** How wide it gets at most. */
  int mostWidth() {
    return kind == Kind.NOTE ? MOST_WIDTH_OF_NOTE : MOST_WIDTH;
  }

  /** Numbers end at the same column; words begin at the same. */
  boolean alignsRight() {
    return switch (kind) {
      case TRIAL, STATUS, PLACE, WORDS, NOTE -> false;
      case PROGRESS, CONFIG, METRIC, TIME -> true;
    };
  }
}
