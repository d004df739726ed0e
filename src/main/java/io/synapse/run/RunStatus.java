package io.synapse.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunStatus {
  RUNNING,
  COMPLETED,
  /** Stopped from outside, or its process died; it can be resumed. */
  INTERRUPTED,
  FAILED;

  /** The documented name: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status with a documented name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static RunStatus parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
