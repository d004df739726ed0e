package io.synapse.run;

/** Where a trial stands. */
public enum TrialStatus {
  PENDING,
  RUNNING,
  PAUSED,
  TERMINATED,
  ERROR;

  /** Whether the trial has ended. */
  public boolean isFinal() {
    return this == TERMINATED || this == ERROR;
  }
}
