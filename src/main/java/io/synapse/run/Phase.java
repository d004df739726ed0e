package io.synapse.run;

import java.util.Locale;

/** The phases of a run and the share of the whole that each has, in percent. */
public enum Phase {
  DATASET(20),
  TRAIN(75),
  /** The part of {@link #TRAIN} in which trials run: 90 % of it. It has no share of its own. */
  TRIALS(0),
  MODEL_UPLOAD(5);

  /** How much of {@link #TRAIN} is the trials; choosing and recording the best is the rest. */
  public static final double TRIALS_SHARE_OF_TRAIN = 0.9;

  private final int percent;

  Phase(int percent) {
    this.percent = percent;
  }

  /** The share of the whole run, in percent. */
  public int percent() {
    return percent;
  }

  /** The documented name: {@code dataset}, {@code train}, {@code trials}, {@code model_upload}. */
  public String category() {
    return name().toLowerCase(Locale.ROOT);
  }
}
