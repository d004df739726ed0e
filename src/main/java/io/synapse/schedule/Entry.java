package io.synapse.schedule;

import io.synapse.space.Mode;

/**
 * A trial's value at a rung. The better one comes first; among equals the trial that was suggested
 * first; values that are not finite come last.
 *
 * @param trial the trial's number
 * @param value what it had reported
 * @param time the scheduler's time of that report, which may lie far above the rung
 * @param mode which values are better
 */
record Entry(int trial, double value, double time, Mode mode) implements Comparable<Entry> {

  /** Whether the value may be kept. */
  boolean isFinite() {
    return Double.isFinite(value);
  }

  @Override
  public int compareTo(Entry other) {
    if (mode.isBetter(value, other.value)) {
      return -1;
    }
    if (mode.isBetter(other.value, value)) {
      return 1;
    }
    return Integer.compare(trial, other.trial);
  }
}
